// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of a management key, to see whether an old one can be taken away.
 *
 * @param id the first 8 hexadecimal digits of its SHA-256
 * @param lastUsed when it was last accepted on this node since the start, or {@code null} if it was not
 * @param calls how often that was
 */
public record ManagementKeyUse(String id, @Nullable Instant lastUsed, long calls) {}
