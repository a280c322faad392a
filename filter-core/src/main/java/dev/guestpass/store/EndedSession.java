// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionId;
import java.time.Instant;

/**
 * A session that all nodes must refuse from now on.
 *
 * @param sessionId the session
 * @param endedAt when it was ended or converted, in store time
 */
public record EndedSession(SessionId sessionId, Instant endedAt) {}
