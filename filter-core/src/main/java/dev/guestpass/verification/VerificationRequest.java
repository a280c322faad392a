// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.SessionSnapshot;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor asks for. Its text form does not show the login ID.
 *
 * @param session the visitor's session, as a verified token has it
 * @param loginId what the visitor typed
 * @param channelOrNull how to send, or {@code null} for the first channel whose login IDs look like this one
 * @param address where the request comes from, for the budget; of IPv6 the network (/64)
 * @param locale the visitor's language
 */
public record VerificationRequest(
        SessionSnapshot session, String loginId, @Nullable String channelOrNull, String address, Locale locale) {

    /**
     * Checks that nothing is missing.
     *
     * @param session see {@link #session()}
     * @param loginId see {@link #loginId()}
     * @param channelOrNull see {@link #channelOrNull()}
     * @param address see {@link #address()}
     * @param locale see {@link #locale()}
     */
    public VerificationRequest {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(loginId, "loginId");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(locale, "locale");
    }

    @Override
    public String toString() {
        return "VerificationRequest[" + session.sessionId() + "]";
    }
}
