// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.key.Algorithm;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.ClaimLimits;
import dev.guestpass.token.TokenSettings;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How sessions behave. {@link #defaults()} are good for a shop; the methods that begin with {@code with} change one part.
 *
 * @param issuer {@code iss} of all tokens, or {@code null} for the project id that is kept with the keys
 * @param lifetimes how long tokens and sessions live
 * @param signatures what signs tokens
 * @param rotation how refresh tokens are exchanged; its window for lost responses begins when the session token expires
 * @param claimLimits how large claims may grow
 * @param conversion how sessions are converted
 */
public record SessionSettings(
        @Nullable String issuer,
        Lifetimes lifetimes,
        Signatures signatures,
        RotationPolicy rotation,
        ClaimLimits claimLimits,
        ConversionSettings conversion) {

    private static final SessionSettings DEFAULTS = new SessionSettings(
            null,
            new Lifetimes(Duration.ofMinutes(10), Duration.ofDays(28), Duration.ofDays(180), Duration.ofSeconds(5)),
            new Signatures(Algorithm.RS256, Algorithm.HS256),
            new RotationPolicy(true, Duration.ofSeconds(30), Duration.ofHours(24), OnMissing.ADOPT),
            ClaimLimits.DEFAULT,
            ConversionSettings.defaults());

    /**
     * Checks that nothing is missing.
     *
     * @param issuer see {@link #issuer()}
     * @param lifetimes see {@link #lifetimes()}
     * @param signatures see {@link #signatures()}
     * @param rotation see {@link #rotation()}
     * @param claimLimits see {@link #claimLimits()}
     * @param conversion see {@link #conversion()}
     * @throws IllegalArgumentException if the issuer is blank
     */
    public SessionSettings {
        Objects.requireNonNull(lifetimes, "lifetimes");
        Objects.requireNonNull(signatures, "signatures");
        Objects.requireNonNull(rotation, "rotation");
        Objects.requireNonNull(claimLimits, "claimLimits");
        Objects.requireNonNull(conversion, "conversion");
        if (issuer != null && issuer.isBlank()) {
            throw new IllegalArgumentException("The issuer is blank; leave it out to use the project id");
        }
    }

    /**
     * Returns the defaults: session 10 minutes, refresh 28 days sliding, 180 days absolute, leeway 5 seconds, RS256 for
     * session and HS256 for refresh tokens, rotation with a reuse interval of 30 seconds and repair of lost responses for
     * 24 hours after the session token has expired.
     *
     * @return the defaults
     */
    public static SessionSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these settings with other lifetimes.
     *
     * @param value the lifetimes
     * @return the copy
     */
    public SessionSettings withLifetimes(Lifetimes value) {
        return new SessionSettings(issuer, value, signatures, rotation, claimLimits, conversion);
    }

    /**
     * Returns these settings with other signatures.
     *
     * @param value the signatures
     * @return the copy
     */
    public SessionSettings withSignatures(Signatures value) {
        return new SessionSettings(issuer, lifetimes, value, rotation, claimLimits, conversion);
    }

    /**
     * Returns these settings with another rotation.
     *
     * @param value the rotation
     * @return the copy
     */
    public SessionSettings withRotation(RotationPolicy value) {
        return new SessionSettings(issuer, lifetimes, signatures, value, claimLimits, conversion);
    }

    /**
     * Returns these settings with other limits.
     *
     * @param value the limits
     * @return the copy
     */
    public SessionSettings withClaimLimits(ClaimLimits value) {
        return new SessionSettings(issuer, lifetimes, signatures, rotation, value, conversion);
    }

    /**
     * Returns these settings with other conversions.
     *
     * @param value how sessions are converted
     * @return the copy
     */
    public SessionSettings withConversion(ConversionSettings value) {
        return new SessionSettings(issuer, lifetimes, signatures, rotation, claimLimits, value);
    }

    /** Before its session token has expired the visitor has no need to refresh, and can not know of the loss. */
    RotationPolicy effectiveRotation() {
        Duration window = rotation.lostResponseWindow();
        return rotation.withLostResponseWindow(window.isZero() ? window : window.plus(lifetimes.session()));
    }

    TokenSettings tokens(String projectId) {
        return new TokenSettings(
                issuer == null ? projectId : issuer,
                lifetimes.session(),
                lifetimes.leeway(),
                signatures.session(),
                signatures.refresh());
    }

    /**
     * How long tokens and sessions live.
     *
     * @param session life of session tokens
     * @param refresh life of refresh tokens, sliding: it starts anew with every refresh
     * @param absolute after which a session ends, however often it was refreshed
     * @param leeway what clocks of nodes may differ
     */
    public record Lifetimes(Duration session, Duration refresh, Duration absolute, Duration leeway) {

        private static final Duration LONGEST = Duration.ofDays(400);
        private static final Duration MAX_LEEWAY = Duration.ofSeconds(60);

        /**
         * Checks that the lifetimes fit together.
         *
         * @param session see {@link #session()}
         * @param refresh see {@link #refresh()}
         * @param absolute see {@link #absolute()}
         * @param leeway see {@link #leeway()}
         * @throws IllegalArgumentException if one is out of its range; the text says which
         */
        public Lifetimes {
            if (refresh.compareTo(Duration.ofSeconds(1)) < 0 || refresh.compareTo(absolute) > 0) {
                throw new IllegalArgumentException("refresh.lifetime (" + refresh
                        + ") is 1 second or more, and not over refresh.absolute-lifetime (" + absolute + ")");
            }
            if (absolute.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "refresh.absolute-lifetime is 400 days at the most: browsers keep no cookie for longer");
            }
            if (session.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("session.lifetime is 1 second or more");
            }
            if (!isWholeSeconds(session) || !isWholeSeconds(refresh) || !isWholeSeconds(absolute)) {
                throw new IllegalArgumentException("session.lifetime, refresh.lifetime and refresh.absolute-lifetime"
                        + " are whole seconds, because tokens know no others");
            }
            if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
                throw new IllegalArgumentException("The leeway is 0 to 60 seconds");
            }
        }

        /**
         * Returns how long a token can be accepted at the most after it was signed. A key verifies for so long after it
         * signed last.
         *
         * @return the absolute lifetime and the leeway
         */
        public Duration longestToken() {
            return absolute.plus(leeway);
        }

        private static boolean isWholeSeconds(Duration value) {
            return value.truncatedTo(ChronoUnit.SECONDS).equals(value);
        }

        /**
         * Returns these lifetimes with another one for session tokens.
         *
         * @param value the lifetime
         * @return the copy
         */
        public Lifetimes withSession(Duration value) {
            return new Lifetimes(value, refresh, absolute, leeway);
        }

        /**
         * Returns these lifetimes with others for refresh tokens.
         *
         * @param sliding the lifetime of one refresh token
         * @param end the lifetime of the session
         * @return the copy
         */
        public Lifetimes withRefresh(Duration sliding, Duration end) {
            return new Lifetimes(session, sliding, end, leeway);
        }
    }

    /**
     * What signs tokens.
     *
     * @param session signs session tokens: RS256, or ES256 if no Descope SDK has to verify them
     * @param refresh signs refresh tokens in cookies: HS256, or RS256 if another service reads them
     */
    public record Signatures(Algorithm session, Algorithm refresh) {

        /**
         * Checks that refresh tokens are a function of their session, as signatures with ES256 are not.
         *
         * @param session see {@link #session()}
         * @param refresh see {@link #refresh()}
         * @throws IllegalArgumentException if refresh tokens would be signed with ES256
         */
        public Signatures {
            if (refresh == Algorithm.ES256) {
                throw new IllegalArgumentException(
                        "refresh.signature is hs256 or rs256: nodes must be able to write the same token again");
            }
        }
    }
}
