// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.key.SigningKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Writes and signs tokens: one signature a call.
 *
 * <p>Safe for use by several threads.
 */
public final class TokenIssuer {

    private static final int TOKEN_ID_BYTES = 16;

    /** More than any counter will come to. */
    private static final long MANY = 9_999_999_999L;

    private final LiveKeyRing keys;
    private final TokenSettings settings;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Puts an issuer together.
     *
     * @param keys what to sign with
     * @param settings what tokens look like
     * @param clock the time; session tokens count from it
     * @param random where token ids come from; it must be unguessable
     */
    public TokenIssuer(LiveKeyRing keys, TokenSettings settings, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Signs a session token that is good from now on, and never outlives the refresh token beside it.
     *
     * @param session the session
     * @return the token
     * @throws IllegalStateException if there is no key to sign with
     */
    public IssuedToken sessionToken(SessionSnapshot session) {
        return sessionToken(session, settings.sessionAlgorithm());
    }

    /**
     * Signs a session token with an algorithm that is not the configured one, for a service that verifies no other.
     *
     * @param session the session
     * @param algorithm RS256 or ES256
     * @return the token
     * @throws IllegalArgumentException if no other service could verify it
     * @throws IllegalStateException if there is no key to sign with
     */
    public IssuedToken sessionToken(SessionSnapshot session, Algorithm algorithm) {
        if (!algorithm.isPublished()) {
            throw new IllegalArgumentException("Session tokens are signed with RS256 or ES256");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant refreshEnds = session.expiresAt();
        Instant sessionEnds = now.plus(settings.sessionLifetime());
        Instant expiresAt = sessionEnds.isBefore(refreshEnds) ? sessionEnds : refreshEnds;
        return sign(algorithm, sessionPayload(session, now, expiresAt), expiresAt);
    }

    private Map<String, Object> sessionPayload(SessionSnapshot session, Instant now, Instant expiresAt) {
        byte[] tokenId = new byte[TOKEN_ID_BYTES];
        random.nextBytes(tokenId);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("drn", TokenKind.SESSION.drn());
        payload.put("iat", now.getEpochSecond());
        payload.put("exp", expiresAt.getEpochSecond());
        payload.put("jti", CompactJws.encode(tokenId));
        payload.put("rexp", session.expiresAt().toString());
        return withSession(payload, session);
    }

    /**
     * Signs the refresh token of a session. With an algorithm that is deterministic, RS256 or HS256, the same session
     * gives the same token, on every node that has the same key.
     *
     * @param session the session
     * @param algorithm HS256 for a cookie that only we read, RS256 for one that others verify
     * @return the token
     * @throws IllegalStateException if there is no key to sign with
     */
    public IssuedToken refreshToken(SessionSnapshot session, Algorithm algorithm) {
        return sign(algorithm, refreshPayload(session), session.expiresAt());
    }

    private Map<String, Object> refreshPayload(SessionSnapshot session) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("drn", TokenKind.REFRESH.drn());
        payload.put("iat", session.rotatedAt().getEpochSecond());
        payload.put("exp", session.expiresAt().getEpochSecond());
        payload.put("jti", tokenId(session));
        payload.put("gen", session.generation());
        payload.put("end", session.end().getEpochSecond());
        payload.put("cv", session.claimsVersion());
        return withSession(payload, session);
    }

    /**
     * Tells how much claims and tenant may take, whatever else changes in the life of a session, so that its tokens are not
     * longer than any that is accepted.
     *
     * @param session the session
     * @param algorithm what its tokens are to be signed with
     * @return the bytes of both as JSON; without bound if there is no key to sign with
     */
    public int room(SessionSnapshot session, Algorithm algorithm) {
        if (!keys.current().canSign(algorithm, clock.instant())) {
            return Integer.MAX_VALUE;
        }
        SigningKey key = keys.current().signer(algorithm, clock.instant());
        int characters = CompactJws.MAX_LENGTH - key.header().length() - 2 - encodedLength(key.signatureLength());
        SessionSnapshot bare =
                session.withClaims(Claims.empty(), MANY).withTenant(null).atGeneration(MANY, session.rotatedAt());
        int used = Math.max(
                StrictJson.write(sessionPayload(bare, session.end(), session.end())).length,
                StrictJson.write(refreshPayload(bare)).length);
        return characters / 4 * 3 - used;
    }

    private static int encodedLength(int bytes) {
        return (bytes * 4 + 2) / 3;
    }

    private static String tokenId(SessionSnapshot session) {
        try {
            String generation = session.sessionId().value() + '.' + session.generation();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(generation.getBytes(UTF_8));
            return CompactJws.encode(Arrays.copyOf(hash, TOKEN_ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** Reserved names are refused long before; a record from elsewhere that holds one still can not forge a claim. */
    private static void putCustom(Map<String, Object> payload, String name, Object value) {
        if (!ReservedClaims.isRegistered(name)) {
            payload.put(name, value);
        }
    }

    private Map<String, Object> withSession(Map<String, Object> payload, SessionSnapshot session) {
        payload.put("danu", true);
        payload.put("iss", settings.issuer());
        payload.put("sub", session.subject());
        payload.put("sid", session.sessionId().value());
        session.tenant().ifPresent(tenant -> payload.put("dct", tenant));
        session.claims().asMap().forEach((name, value) -> putCustom(payload, name, value));
        return payload;
    }

    private IssuedToken sign(Algorithm algorithm, Map<String, Object> payload, Instant expiresAt) {
        SigningKey key = keys.current().signer(algorithm, clock.instant());
        String body = CompactJws.encode(StrictJson.write(payload));
        byte[] signature = key.sign(CompactJws.signingInput(key.header(), body));
        return new IssuedToken(key.header() + '.' + body + '.' + CompactJws.encode(signature), expiresAt);
    }

    /**
     * A token just signed, ready to be given to the visitor. {@link #toString()} does not show it.
     *
     * @param value the compact JWS
     * @param expiresAt its expiry
     */
    public record IssuedToken(String value, Instant expiresAt) {

        @Override
        public String toString() {
            return "IssuedToken[expiresAt=" + expiresAt + "]";
        }
    }
}
