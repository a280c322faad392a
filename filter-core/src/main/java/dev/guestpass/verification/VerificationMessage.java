// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to whom. Its text form shows neither code, link nor recipient.
 *
 * @param channel how
 * @param loginId to whom, in canonical form
 * @param code the code
 * @param linkOrNull the link, or {@code null} if there is none; read it by {@link #link()}
 * @param locale the recipient's language, as far as it is known
 * @param expiresAt when the code can no longer be used
 * @param validFor for how long it can be used from now on
 */
public record VerificationMessage(
        String channel,
        String loginId,
        String code,
        @Nullable String linkOrNull,
        Locale locale,
        Instant expiresAt,
        Duration validFor) {

    /**
     * Returns the link.
     *
     * @return an absolute URL, or empty if there is none
     */
    public Optional<String> link() {
        return Optional.ofNullable(linkOrNull);
    }

    @Override
    public String toString() {
        return "VerificationMessage[" + channel + "]";
    }
}
