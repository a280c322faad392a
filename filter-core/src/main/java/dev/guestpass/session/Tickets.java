// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.key.DerivedSecret;
import dev.guestpass.key.DerivedSecrets;
import dev.guestpass.token.ClaimsJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Writes and reads tickets: what a visitor proved and may choose from, sealed as JSON.
 *
 * @param secrets make them unreadable and unforgeable
 * @param lifetime how long they are good
 * @param clock the time
 * @param ids tells them apart
 */
record Tickets(DerivedSecrets secrets, Duration lifetime, InstantSource clock, RandomIds ids) {

    private static final String CONTEXT = "conversion ticket";
    private static final String PROVEN_IN = "provenIn";

    /** What a client may make us decode: far more than a path can be long. */
    private static final int LONGEST = 16_384;

    /**
     * What is in a ticket.
     *
     * @param id tells it from others
     * @param session the session that it was made in
     * @param subject the subject of that session
     * @param login what was proven
     * @param options what there is to choose from
     * @param expiresAt when it is no longer good
     */
    record Content(
            String id, String session, String subject, VerifiedLogin login, List<Object> options, Instant expiresAt) {

        /** What a store may keep of it. */
        String hash() {
            return sha256("guestpass ticket " + id);
        }

        /** What a store may keep of a choice that was made by it. */
        String hashOf(String choice) {
            return sha256("guestpass choice " + id + ' ' + choice);
        }

        @Override
        public String toString() {
            return "Content[" + expiresAt + "]";
        }

        boolean isOf(SessionSnapshot other) {
            return session.equals(other.sessionId().value()) && subject.equals(other.subject());
        }
    }

    /** When a ticket that is made now expires. */
    Instant expiry() {
        return clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    }

    ConversionTicket issue(SessionSnapshot session, VerifiedLogin login, List<String> options, Instant expiry) {
        Map<String, Object> content = new HashMap<>(Map.of(
                "id", ids.next(),
                "sid", session.sessionId().value(),
                "sub", session.subject(),
                "type", login.type().name(),
                "login", login.loginId(),
                "options", options,
                "exp", expiry.getEpochSecond()));
        login.provenIn().ifPresent(provenIn -> content.put(PROVEN_IN, provenIn.value()));
        DerivedSecret secret = secrets.current();
        String sealed = secret.seal(new String(ClaimsJson.write(Claims.of(content)), UTF_8), CONTEXT);
        return ConversionTicket.of(secret.keyId() + '.' + sealed);
    }

    /** Reads a ticket; empty if it is none, or one of another version. */
    Optional<Content> open(ConversionTicket ticket) {
        String text = ticket.value();
        int dot = text.length() > LONGEST ? -1 : text.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : secrets.of(text.substring(0, dot))
                        .flatMap(secret -> secret.open(text.substring(dot + 1), CONTEXT))
                        .flatMap(Tickets::read);
    }

    /** The seal vouches for what was proven when the ticket was made. */
    private static Optional<Content> read(String json) {
        try {
            Claims claims = ClaimsJson.read(json.getBytes(UTF_8));
            return Optional.of(new Content(
                    text(claims, "id"),
                    text(claims, "sid"),
                    text(claims, "sub"),
                    login(claims),
                    claims.list("options").orElseThrow(),
                    Instant.ofEpochSecond(claims.integer("exp").orElseThrow())));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** It was proven as it was: a code stays a code, and what the application vouched for is not made more of. */
    private static VerifiedLogin login(Claims claims) {
        VerifiedLogin.Type type = VerifiedLogin.Type.valueOf(text(claims, "type"));
        String loginId = text(claims, "login");
        String provenIn = claims.string(PROVEN_IN).orElse(null);
        return provenIn == null
                ? VerifiedLogin.trustingTheApplicationToHaveVerified(type, loginId)
                : VerifiedLogin.byVerification(type, loginId, new SessionId(provenIn));
    }

    private static String text(Claims claims, String name) {
        return claims.string(name).orElseThrow();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
