// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it may be stored where others read: encrypted, with what may be known beside it. {@link #toString()} shows no
 * more than that.
 *
 * @param id the key id
 * @param algorithm what it signs with
 * @param signsFrom from when on it signs, in whole seconds, or {@code null} if from its beginning
 * @param retiresAt from when on it no longer verifies, in whole seconds, or {@code null} if that is open
 * @param content the encrypted key: up to 8,000 characters of ASCII
 */
public record SealedKey(
        String id,
        Algorithm algorithm,
        @Nullable Instant signsFrom,
        @Nullable Instant retiresAt,
        String content) {

    @Override
    public String toString() {
        return "SealedKey[" + algorithm + " " + id + "]";
    }
}
