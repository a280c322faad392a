// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of a key: everything but the key.
 *
 * @param id the key id
 * @param algorithm what it signs with
 * @param state what it is good for
 * @param since from when on it is in that state, or {@code null} if the key does not say
 */
public record KeyStatus(
        String id,
        Algorithm algorithm,
        KeyState state,
        @Nullable Instant since) {}
