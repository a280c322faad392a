// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.key.SigningKey;
import dev.guestpass.token.VerificationResult.Expired;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Reason;
import dev.guestpass.token.VerificationResult.Valid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a text is a token of this deployment.
 *
 * <p>The order is: size and shape; the header, which must be to the byte the one header of one of our keys, and so
 * chooses the key and its algorithm; the signature; only then the payload is read, by a strict parser (RFC 8725 §3).
 * A text that fails is told apart by a {@link Reason}, never by an exception. Safe for use by several threads.
 */
public final class TokenVerifier {

    /** No token of ours lives longer (RFC 6265bis §5.5 caps cookies at 400 days). */
    private static final Duration LONGEST_LIFE = Duration.ofDays(400);

    private final LiveKeyRing keys;
    private final TokenSettings settings;
    private final InstantSource clock;
    private final UnknownKey unknown;

    /**
     * Puts a verifier together.
     *
     * @param keys what to verify with
     * @param settings what tokens look like
     * @param clock the time
     */
    public TokenVerifier(LiveKeyRing keys, TokenSettings settings, InstantSource clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.unknown = new UnknownKey(keys, settings.issuer());
    }

    /**
     * Verifies a session token.
     *
     * @param text what the client sent
     * @return what it is
     */
    public VerificationResult<SessionToken> sessionToken(String text) {
        return sessionToken(TokenText.of(text));
    }

    /**
     * Verifies a session token that is a part of a longer text.
     *
     * @param text what the client sent
     * @return what it is
     */
    public VerificationResult<SessionToken> sessionToken(TokenText text) {
        return verify(text, TokenKind.SESSION, this::readSession, true);
    }

    /**
     * Reads a session token whose signature is not to be checked, to tell whether it could be any good.
     *
     * @param text what the client sent
     * @return what it would be if its signature were good; if that is a good one, the session that it claims to be of
     */
    public VerificationResult<SessionId> unverified(TokenText text) {
        return verify(text, TokenKind.SESSION, this::readClaimed, false);
    }

    /**
     * Verifies a refresh token, in either form.
     *
     * @param text what the client sent
     * @return what it is
     */
    public VerificationResult<RefreshToken> refreshToken(String text) {
        return verify(TokenText.of(text), TokenKind.REFRESH, this::readRefresh, true);
    }

    private <T> VerificationResult<T> verify(
            TokenText text,
            TokenKind kind,
            Function<TokenPayload, VerificationResult<T>> reader,
            boolean withSignature) {
        Optional<CompactJws> shaped = CompactJws.parse(text);
        if (shaped.isEmpty()) {
            return new Invalid<>(Reason.MALFORMED);
        }
        CompactJws jws = shaped.get();
        KeyRing ring = keys.current();
        Optional<SigningKey> key = ring.verifier(jws.header(), clock.instant());
        if (key.isEmpty()) {
            return new Invalid<>(unknown.judge(jws, ring));
        } else if (withSignature && !key.get().verify(jws.signingInput(), jws.signature())) {
            return new Invalid<>(Reason.BAD_SIGNATURE);
        } else if (kind == TokenKind.SESSION && key.get().algorithm() == Algorithm.HS256) {
            return new Invalid<>(Reason.WRONG_KIND);
        }
        return read(jws, kind, reader);
    }

    private <T> VerificationResult<T> read(
            CompactJws jws, TokenKind kind, Function<TokenPayload, VerificationResult<T>> reader) {
        try {
            TokenPayload payload = TokenPayload.parse(jws.decodedPayload());
            if (!payload.is("danu", true) || !payload.is("drn", kind.drn())) {
                return new Invalid<>(Reason.WRONG_KIND);
            } else if (!payload.is("iss", settings.issuer())) {
                return new Invalid<>(Reason.WRONG_ISSUER);
            }
            return reader.apply(payload);
        } catch (IllegalArgumentException e) {
            return new Invalid<>(Reason.BAD_CLAIMS);
        }
    }

    private VerificationResult<SessionToken> readSession(TokenPayload payload) {
        Instant issuedAt = payload.time("iat");
        Instant expiresAt = payload.time("exp");
        Instant refreshEnds = payload.timeText("rexp");
        SessionSnapshot session = new SessionSnapshot(
                payload.sessionId(),
                payload.text("sub"),
                payload.optionalText("dct"),
                0,
                payload.custom(),
                0,
                issuedAt,
                lifetime(issuedAt, refreshEnds),
                refreshEnds);
        boolean early = issuedAt.isAfter(clock.instant().plus(settings.leeway()));
        boolean lasting = lifetime(issuedAt, expiresAt).compareTo(settings.sessionLifetime()) > 0;
        return early || lasting || isOver(expiresAt)
                ? new Expired<>()
                : new Valid<>(new SessionToken(session, expiresAt));
    }

    private VerificationResult<SessionId> readClaimed(TokenPayload payload) {
        return readSession(payload) instanceof Valid<SessionToken> valid
                ? new Valid<>(valid.token().session().sessionId())
                : new Expired<>();
    }

    private VerificationResult<RefreshToken> readRefresh(TokenPayload payload) {
        Instant issuedAt = payload.time("iat");
        Instant expiresAt = payload.time("exp");
        SessionSnapshot session = new SessionSnapshot(
                payload.sessionId(),
                payload.text("sub"),
                payload.optionalText("dct"),
                payload.number("gen"),
                payload.custom(),
                payload.number("cv"),
                issuedAt,
                lifetime(issuedAt, expiresAt),
                payload.time("end"));
        return isOver(expiresAt) || isOver(session.end()) ? new Expired<>() : new Valid<>(new RefreshToken(session));
    }

    private boolean isOver(Instant expiresAt) {
        return !clock.instant().isBefore(expiresAt.plus(settings.leeway()));
    }

    private static Duration lifetime(Instant issuedAt, Instant expiresAt) {
        Duration lifetime = Duration.of(issuedAt.until(expiresAt, ChronoUnit.SECONDS), ChronoUnit.SECONDS);
        if (lifetime.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("A token lives 400 days at the most");
        }
        return lifetime;
    }
}
