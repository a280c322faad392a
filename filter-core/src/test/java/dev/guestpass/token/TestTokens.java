// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.Claims;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.store.TestSnapshots;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Reason;
import dev.guestpass.token.VerificationResult.Valid;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Real tokens, and forged ones: any header and any payload, signed by any key.
 *
 * <p>All are issued at {@link MutableClock#START}, and good unless a test spoils them.
 */
public final class TestTokens {

    public static final Instant NOW = MutableClock.START;
    public static final Instant SESSION_ENDS = NOW.plus(Duration.ofMinutes(10));
    public static final Instant REFRESH_ENDS = NOW.plus(Duration.ofDays(28));
    public static final Duration LEEWAY = Duration.ofSeconds(5);
    public static final Claims CLAIMS = Claims.of(Map.of("cart", "cart-of-4711"));

    public static final TokenSettings SETTINGS =
            new TokenSettings(TestKeys.PROJECT_ID, Duration.ofMinutes(10), LEEWAY, Algorithm.RS256, Algorithm.HS256);

    private TestTokens() {}

    public static SessionSnapshot snapshot() {
        return TestSnapshots.born(CLAIMS);
    }

    public static TokenIssuer issuer(InstantSource clock) {
        return issuer(clock, SETTINGS);
    }

    public static TokenIssuer issuer(InstantSource clock, TokenSettings settings) {
        return new TokenIssuer(new LiveKeyRing(TestKeys.source(), clock), settings, clock, new SecureRandom());
    }

    public static TokenVerifier verifier(InstantSource clock) {
        return new TokenVerifier(new LiveKeyRing(TestKeys.source(), clock), SETTINGS, clock);
    }

    /** A good session token. */
    public static String session() {
        return session(payload -> {});
    }

    /** A session token signed by the right key, with a payload that a test spoils. */
    public static String session(Consumer<Map<String, @Nullable Object>> spoil) {
        Map<String, @Nullable Object> payload = sessionPayload();
        spoil.accept(payload);
        return signed(TestKeys.rsa(), json(payload));
    }

    /** A good refresh token. */
    public static String refresh() {
        return refresh(payload -> {});
    }

    /** A refresh token signed by the right key, with a payload that a test spoils. */
    public static String refresh(Consumer<Map<String, @Nullable Object>> spoil) {
        Map<String, @Nullable Object> payload = refreshPayload();
        spoil.accept(payload);
        return signed(TestKeys.secret(), json(payload));
    }

    public static Map<String, @Nullable Object> sessionPayload() {
        Map<String, @Nullable Object> payload = commonPayload("DS");
        payload.put("exp", SESSION_ENDS.getEpochSecond());
        payload.put("rexp", REFRESH_ENDS.toString());
        return payload;
    }

    public static Map<String, @Nullable Object> refreshPayload() {
        Map<String, @Nullable Object> payload = commonPayload("DSR");
        payload.put("exp", REFRESH_ENDS.getEpochSecond());
        payload.put("end", NOW.plus(Duration.ofDays(180)).getEpochSecond());
        payload.put("gen", 3);
        payload.put("cv", 2);
        return payload;
    }

    private static Map<String, @Nullable Object> commonPayload(String drn) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("danu", true);
        payload.put("drn", drn);
        payload.put("iss", TestKeys.PROJECT_ID);
        payload.put("sub", "A-subject");
        payload.put("sid", "session-00000001");
        payload.put("iat", NOW.getEpochSecond());
        payload.put("jti", "AAAAAAAAAAAAAAAAAAAAAA");
        payload.put("cart", "cart-of-4711");
        return payload;
    }

    /** A token under the only header that the key allows. */
    public static String signed(SigningKey key, String payloadJson) {
        return signed(key, headerJson(key), payloadJson);
    }

    /** A token under any header. */
    public static String signed(SigningKey key, String headerJson, String payloadJson) {
        String input = encode(headerJson) + '.' + encode(payloadJson);
        return input + '.' + encode(key.sign(input.getBytes(UTF_8)));
    }

    /** The JOSE header of a key as JSON text. */
    public static String headerJson(SigningKey key) {
        return new String(Base64.getUrlDecoder().decode(key.header()), UTF_8);
    }

    public static String json(Map<String, ? extends @Nullable Object> object) {
        return new String(StrictJson.write(object), UTF_8);
    }

    public static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The parts of a token: header, payload, signature. */
    public static List<String> parts(String token) {
        return List.of(token.split("\\.", -1));
    }

    /** The payload of a token, unverified. */
    public static Map<String, @Nullable Object> payloadOf(String token) {
        return StrictJson.read(Base64.getUrlDecoder().decode(parts(token).get(1)));
    }

    /** What a verifier says of a text that it refuses. */
    public static <T> VerificationResult<T> refused(Reason reason) {
        return new Invalid<>(reason);
    }

    /** The token that a verifier accepted. */
    public static <T> T accepted(VerificationResult<T> result) {
        if (result instanceof Valid<T> valid) {
            return valid.token();
        }
        throw new AssertionError("Not valid: " + result);
    }
}
