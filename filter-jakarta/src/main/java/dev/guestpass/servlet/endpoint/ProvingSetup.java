// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.servlet.transport.VerificationCookie;
import dev.guestpass.text.LocalizedTexts;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the calls need by which visitors prove login IDs and are converted.
 *
 * @param path where the API is, below the context
 * @param proofs what visitors prove, or {@code null} if nobody verifies; there are no {@code verifications} then
 * @param canConvert whether the application has a converter; without one there is none of these calls
 * @param cookie remembers who waits for a confirmation
 * @param clock tells how long to wait
 * @param texts of our pages
 */
public record ProvingSetup(
        String path,
        @Nullable LoginProofs proofs,
        boolean canConvert,
        VerificationCookie cookie,
        InstantSource clock,
        LocalizedTexts texts) {

    boolean offers(Route route) {
        return switch (route) {
            case START, FINISH, LINK -> canConvert && proofs != null;
            case CHOOSE -> canConvert;
            default -> true;
        };
    }
}
