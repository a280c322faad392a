// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guestpass.MutableClock;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.StaticKeys;
import dev.guestpass.key.VerifyingKeys;
import dev.guestpass.token.VerificationResult.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Project Wycheproof's vectors for JWS (Apache-2.0, licence beside them). A token of ours has one header to the byte, which no
 * vector has; so their shape goes through our parser, their header is read leniently, and the key decides the rest.
 */
class WycheproofTest {

    private static final JsonNode VECTORS = read();
    private static final Map<String, JsonNode> KEYS = keys();
    private static final Set<String> OUR_HEADERS = Set.of("alg", "kid", "typ");

    private static JsonNode read() {
        try (InputStream file = WycheproofTest.class.getResourceAsStream("wycheproof-jws.json")) {
            return JsonMapper.builder().build().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> keys() {
        Map<String, JsonNode> keys = new HashMap<>();
        VECTORS.get("keys").forEach(key -> keys.put(key.get("id").asText(), key.get("verificationKey")));
        return keys;
    }

    private static List<JsonNode> vectors(String use, String result) {
        return tests().filter(test -> test.get("use").asText().equals(use) && !test.has("doubtful"))
                .filter(test -> test.get("result").asText().equals(result))
                .toList();
    }

    private static Stream<JsonNode> tests() {
        return StreamSupport.stream(VECTORS.get("tests").spliterator(), false);
    }

    private static String text(JsonNode vector) {
        JsonNode jws = vector.get("jws");
        return jws.isTextual() ? jws.asText() : jws.toString();
    }

    private static Optional<SigningKey> key(JsonNode vector, Optional<Provider> provider) {
        return VerifyingKeys.of(KEYS.get(vector.get("key").asText()).toString(), provider);
    }

    private static boolean isAccepted(JsonNode vector, Optional<Provider> provider) {
        Optional<CompactJws> jws = CompactJws.parse(TokenText.of(text(vector)));
        Optional<SigningKey> key = key(vector, provider);
        return jws.isPresent()
                && key.isPresent()
                && isHeaderOf(key.get(), jws.get())
                && key.get().verify(jws.get().signingInput(), jws.get().signature());
    }

    private static boolean isHeaderOf(SigningKey key, CompactJws jws) {
        try {
            Map<String, ?> header = StrictJson.read(jws.decodedHeader());
            return OUR_HEADERS.containsAll(header.keySet())
                    && key.algorithm().name().equals(header.get("alg"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> ids(Stream<JsonNode> vectors) {
        return vectors.map(vector -> vector.get("id").asText() + ' ' + vector.get("comment"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.guestpass.key.NativeProviders#allAndNone")
    void verifyWhenVectorIsInvalidThenRefused(Optional<Provider> provider) {
        List<JsonNode> invalid = vectors("signature", "invalid");

        assertThat(invalid).hasSizeGreaterThan(390);
        assertThat(ids(invalid.stream().filter(vector -> isAccepted(vector, provider))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.guestpass.key.NativeProviders#allAndNone")
    void verifyWhenVectorIsValidAndItsAlgorithmIsOursThenAccepted(Optional<Provider> provider) {
        List<JsonNode> valid = vectors("signature", "valid").stream()
                .filter(vector -> key(vector, provider).isPresent())
                // A JWT has claims, so a part that is empty makes none.
                .filter(vector -> !vector.get("comment").asText().equals("emptyPayload"))
                .toList();

        assertThat(valid).hasSizeGreaterThan(10);
        assertThat(ids(valid.stream().filter(vector -> !isAccepted(vector, provider))))
                .isEmpty();
    }

    @Test
    void sessionTokenWhenAnyVectorThenNeverValid() {
        TokenVerifier verifier = TestTokens.verifier(new MutableClock());

        assertThat(ids(tests().filter(vector -> verifier.sessionToken(text(vector)) instanceof Valid
                        || verifier.refreshToken(text(vector)) instanceof Valid)))
                .isEmpty();
    }

    @Test
    void loadWhenKeyIsOneToRefuseThenRefused() {
        // Two of them have good keys and a bad signature, which is not about keys.
        assertThat(ids(vectors("key-policy", "invalid").stream()
                        .filter(vector -> !vector.get("comment").asText().equals("rejectsModifiedSignature"))
                        .filter(vector -> StaticKeys.isAccepted(
                                KEYS.get(vector.get("key").asText()).toString()))))
                .isEmpty();
    }
}
