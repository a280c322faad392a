// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.key.Algorithm;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.ClaimLimits;
import dev.guestpass.token.TokenSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How sessions behave. {@link #defaults()} are good for a shop; {@link #toBuilder()} changes single values.
 *
 * @param issuer {@code iss} of all tokens, or {@code null} for the project id that is kept with the keys
 * @param sessionLifetime of session tokens
 * @param refreshLifetime of refresh tokens, sliding: it starts anew with every refresh
 * @param absoluteLifetime after which a session ends, however often it was refreshed
 * @param leeway what clocks of nodes may differ
 * @param sessionAlgorithm signs session tokens
 * @param refreshAlgorithm signs refresh tokens in cookies
 * @param rotate whether a refresh leads to a new refresh token
 * @param reuseInterval how long a replaced refresh token still works, from its first use
 * @param lostResponse whether the predecessor of a refresh token that was never presented works for longer
 * @param onMissing what to do with a genuine token that the store should know and does not
 * @param claimLimits how large claims may grow
 * @param conversionLease how long one request may take to convert a session before another may try
 */
public record SessionSettings(
        @Nullable String issuer,
        Duration sessionLifetime,
        Duration refreshLifetime,
        Duration absoluteLifetime,
        Duration leeway,
        Algorithm sessionAlgorithm,
        Algorithm refreshAlgorithm,
        boolean rotate,
        Duration reuseInterval,
        boolean lostResponse,
        OnMissing onMissing,
        ClaimLimits claimLimits,
        Duration conversionLease) {

    private static final SessionSettings DEFAULTS = new SessionSettings(
            null,
            Duration.ofMinutes(10),
            Duration.ofDays(28),
            Duration.ofDays(180),
            Duration.ofSeconds(5),
            Algorithm.RS256,
            Algorithm.HS256,
            true,
            Duration.ofSeconds(30),
            true,
            OnMissing.ADOPT,
            ClaimLimits.DEFAULT,
            Duration.ofSeconds(30));

    /** How long after a rotation, beyond the life of the session token, a lost answer is still believed. */
    private static final Duration LOST_RESPONSE = Duration.ofHours(24);

    private static final Duration LONGEST = Duration.ofDays(400);

    /**
     * Checks that the values fit together.
     *
     * @param issuer see {@link #issuer()}
     * @param sessionLifetime see {@link #sessionLifetime()}
     * @param refreshLifetime see {@link #refreshLifetime()}
     * @param absoluteLifetime see {@link #absoluteLifetime()}
     * @param leeway see {@link #leeway()}
     * @param sessionAlgorithm see {@link #sessionAlgorithm()}
     * @param refreshAlgorithm see {@link #refreshAlgorithm()}
     * @param rotate see {@link #rotate()}
     * @param reuseInterval see {@link #reuseInterval()}
     * @param lostResponse see {@link #lostResponse()}
     * @param onMissing see {@link #onMissing()}
     * @param claimLimits see {@link #claimLimits()}
     * @param conversionLease see {@link #conversionLease()}
     * @throws IllegalArgumentException if a lifetime is out of range, or another value is; the text says which
     */
    public SessionSettings {
        if (refreshLifetime.compareTo(Duration.ofSeconds(1)) < 0 || refreshLifetime.compareTo(absoluteLifetime) > 0) {
            throw new IllegalArgumentException("refresh.lifetime (" + refreshLifetime
                    + ") is 1 second or more, and not over" + " refresh.absolute-lifetime (" + absoluteLifetime + ")");
        }
        if (absoluteLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "refresh.absolute-lifetime is 400 days at the most: browsers keep no cookie for longer");
        }
    }

    /**
     * Returns the defaults: session 10 minutes, refresh 28 days sliding, 180 days absolute, leeway 5 seconds, RS256 for
     * session and HS256 for refresh tokens, rotation with a reuse interval of 30 seconds.
     *
     * @return the defaults
     */
    public static SessionSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Starts a copy with other values.
     *
     * @return a builder that has these values
     */
    public SessionSettingsBuilder toBuilder() {
        return new SessionSettingsBuilder(this);
    }

    TokenSettings tokens(String projectId) {
        return new TokenSettings(
                issuer == null ? projectId : issuer, sessionLifetime, leeway, sessionAlgorithm, refreshAlgorithm);
    }

    RotationPolicy rotation() {
        Duration window = lostResponse ? sessionLifetime.plus(LOST_RESPONSE) : Duration.ZERO;
        return new RotationPolicy(rotate, reuseInterval, window, onMissing);
    }
}
