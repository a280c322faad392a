// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.key.Algorithm;
import java.time.Duration;

/**
 * What tokens look like and how long they live.
 *
 * @param issuer {@code iss}: the project id, or a URL that ends in it
 * @param sessionLifetime of session tokens; never longer than the refresh token beside them
 * @param leeway what clocks of nodes may differ, 0 to 60 seconds
 * @param sessionAlgorithm signs session tokens
 * @param refreshAlgorithm signs the refresh tokens that travel in cookies
 */
public record TokenSettings(
        String issuer,
        Duration sessionLifetime,
        Duration leeway,
        Algorithm sessionAlgorithm,
        Algorithm refreshAlgorithm) {

    private static final Duration MAX_LEEWAY = Duration.ofSeconds(60);

    /**
     * Checks the settings.
     *
     * @param issuer see {@link #issuer()}
     * @param sessionLifetime see {@link #sessionLifetime()}
     * @param leeway see {@link #leeway()}
     * @param sessionAlgorithm see {@link #sessionAlgorithm()}
     * @param refreshAlgorithm see {@link #refreshAlgorithm()}
     * @throws IllegalArgumentException if the issuer is blank, a duration is out of range, or session tokens would be
     *     signed with a secret, which no other service could verify, or refresh tokens with ES256, which writes other bytes
     *     each time
     */
    public TokenSettings {
        if (issuer.isBlank() || issuer.length() > 256) {
            throw new IllegalArgumentException(
                    "Tokens need an issuer of 256 characters at the most: the project id, or a URL that ends in it");
        }
        if (sessionLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("The session lifetime is 1 second or more");
        }
        if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
            throw new IllegalArgumentException("The leeway is 0 to 60 seconds");
        }
        if (!sessionAlgorithm.isPublished()) {
            throw new IllegalArgumentException("Session tokens are signed with RS256 or ES256");
        }
        if (refreshAlgorithm == Algorithm.ES256) {
            throw new IllegalArgumentException("Refresh tokens are signed with HS256 or RS256");
        }
    }
}
