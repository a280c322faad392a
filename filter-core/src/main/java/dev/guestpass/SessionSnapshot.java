// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a session is at one generation: what its refresh token carries, and what a store's row holds.
 *
 * <p>A refresh token is a function of this value, so whoever answers for the same snapshot, on whichever node, writes
 * the same token. Instants are whole seconds, as in the token.
 *
 * @param sessionId the session
 * @param subject the visitor, stable for life
 * @param tenantOrNull the tenant, or {@code null}; read it by {@link #tenant()}
 * @param generation how often the refresh token was rotated; 0 at birth
 * @param claims the custom claims
 * @param claimsVersion how often the claims were changed; the higher one is the newer
 * @param rotatedAt when this generation began, in store time ({@code iat})
 * @param lifetime how long a refresh token is good for, counted from {@code rotatedAt}
 * @param end when the session ends for good, however often it is refreshed
 */
public record SessionSnapshot(
        SessionId sessionId,
        String subject,
        @Nullable String tenantOrNull,
        long generation,
        Claims claims,
        long claimsVersion,
        Instant rotatedAt,
        Duration lifetime,
        Instant end) {

    /**
     * Checks the ranges.
     *
     * @param sessionId see {@link #sessionId()}
     * @param subject see {@link #subject()}
     * @param tenantOrNull see {@link #tenantOrNull()}
     * @param generation see {@link #generation()}
     * @param claims see {@link #claims()}
     * @param claimsVersion see {@link #claimsVersion()}
     * @param rotatedAt see {@link #rotatedAt()}
     * @param lifetime see {@link #lifetime()}
     * @param end see {@link #end()}
     * @throws IllegalArgumentException if the subject is blank, a counter is negative, the lifetime is not positive, or
     *     an instant has a fraction of a second
     */
    public SessionSnapshot {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(claims, "claims");
        if (subject.isBlank() || generation < 0 || claimsVersion < 0) {
            throw new IllegalArgumentException("A session needs a subject, and counters of 0 or more");
        }
        if (lifetime.isNegative() || lifetime.isZero() || !isWholeSecond(rotatedAt) || !isWholeSecond(end)) {
            throw new IllegalArgumentException("A session needs a positive lifetime and instants in whole seconds");
        }
    }

    private static boolean isWholeSecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).equals(instant);
    }

    /**
     * Returns the tenant.
     *
     * @return the tenant, or empty
     */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenantOrNull);
    }

    /**
     * Returns when the refresh token of this generation expires: its lifetime after the rotation, never past the end.
     *
     * @return the expiry
     */
    public Instant expiresAt() {
        Instant sliding = rotatedAt.plus(lifetime);
        return sliding.isBefore(end) ? sliding : end;
    }

    /**
     * Returns this session at another generation.
     *
     * @param next the generation
     * @param at when it began, a whole second
     * @return the copy
     */
    public SessionSnapshot atGeneration(long next, Instant at) {
        return new SessionSnapshot(sessionId, subject, tenantOrNull, next, claims, claimsVersion, at, lifetime, end);
    }

    /**
     * Returns this session with other claims.
     *
     * @param newClaims the claims
     * @param version their version
     * @return the copy
     */
    public SessionSnapshot withClaims(Claims newClaims, long version) {
        return new SessionSnapshot(
                sessionId, subject, tenantOrNull, generation, newClaims, version, rotatedAt, lifetime, end);
    }

    /**
     * Returns this session for another tenant. The tenant has no version of its own: it counts as one of the claims.
     *
     * @param tenant the tenant
     * @return the copy
     */
    public SessionSnapshot withTenant(@Nullable String tenant) {
        return new SessionSnapshot(
                sessionId, subject, tenant, generation, claims, claimsVersion, rotatedAt, lifetime, end);
    }

    /**
     * Returns this session with what another snapshot of it knows of claims and tenant.
     *
     * @param newer a snapshot of the same session, at a higher version of the claims
     * @return the copy
     */
    public SessionSnapshot withClaimsOf(SessionSnapshot newer) {
        return withClaims(newer.claims(), newer.claimsVersion()).withTenant(newer.tenantOrNull());
    }
}
