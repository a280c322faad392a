// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.parts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guestpass.MutableClock;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.TestKeys;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What another service does with our tokens, with nothing but the JDK and the published key set. */
class ForeignVerifierTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final TokenIssuer issuer = TestTokens.issuer(new MutableClock());

    @Test
    void verifyWhenSessionTokenThenPublishedKeyConfirmsIt() throws Exception {
        assertThat(verifies(issuer.sessionToken(TestTokens.snapshot()).value())).isTrue();
    }

    @Test
    void verifyWhenMintedRefreshTokenThenPublishedKeyConfirmsIt() throws Exception {
        assertThat(verifies(issuer.refreshToken(TestTokens.snapshot(), Algorithm.RS256)
                        .value()))
                .isTrue();
    }

    @Test
    void verifyWhenPayloadWasChangedThenPublishedKeyRefutesIt() throws Exception {
        String token = issuer.sessionToken(TestTokens.snapshot()).value();
        String other = issuer.sessionToken(TestTokens.snapshot()).value();

        assertThat(verifies(parts(token).get(0)
                        + '.'
                        + parts(other).get(1)
                        + '.'
                        + parts(token).get(2)))
                .isFalse();
    }

    private static boolean verifies(String token) throws Exception {
        JsonNode header = JSON.readTree(decode(parts(token).get(0)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey(header.get("kid").asText()));
        signature.update((parts(token).get(0) + '.' + parts(token).get(1)).getBytes(UTF_8));
        return signature.verify(decode(parts(token).get(2)));
    }

    private static PublicKey publicKey(String kid) throws Exception {
        for (JsonNode jwk : JSON.readTree(TestKeys.ring().publicJwkSet()).get("keys")) {
            if (jwk.get("kid").asText().equals(kid)) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
            }
        }
        throw new AssertionError("No key " + kid + " was published");
    }

    private static BigInteger number(JsonNode jwk, String member) {
        return new BigInteger(1, decode(jwk.get(member).asText()));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
