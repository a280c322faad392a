// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.headerJson;
import static dev.guestpass.token.TestTokens.json;
import static dev.guestpass.token.TestTokens.refused;
import static dev.guestpass.token.TestTokens.sessionPayload;
import static dev.guestpass.token.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.VerificationResult.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers other than the one that the key allows: refused although the right key signed the token. */
class TokenHeaderTest {

    private static final SigningKey RSA = TestKeys.rsa();
    private static final String KID = RSA.id();

    private final TokenVerifier verifier = TestTokens.verifier(new MutableClock());

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "none ", "", "NoNe\\u0000", "RS256 ", "rs256"})
    void sessionTokenWhenAlgIsNoneOrMisspelledThenForeign(String alg) {
        assertForeign("{\"alg\":\"" + alg + "\",\"kid\":\"" + KID + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void sessionTokenWhenAlgIsNoneAndSignatureEmptyThenMalformed() {
        String header = TestTokens.encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");

        String token = header + '.' + TestTokens.encode(json(sessionPayload())) + '.';

        assertThat(verifier.sessionToken(token)).isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void sessionTokenWhenAlgIsMissingThenForeign() {
        assertForeign("{\"kid\":\"" + KID + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void sessionTokenWhenAlgIsNullThenForeign() {
        assertForeign("{\"alg\":null,\"kid\":\"" + KID + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void sessionTokenWhenAlgIsArrayThenForeign() {
        assertForeign("{\"alg\":[\"RS256\"],\"kid\":\"" + KID + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void sessionTokenWhenAlgIsDoubledThenForeign() {
        assertForeign("{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"" + KID + "\",\"typ\":\"JWT\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "ES256", "HS256", "EdDSA"})
    void sessionTokenWhenAlgIsAnotherThanTheKeysThenForeign(String alg) {
        assertForeign(headerJson(RSA).replace("RS256", alg));
    }

    @Test
    void sessionTokenWhenCritThenForeign() {
        assertForeign(with("\"crit\":[\"exp\"],\"exp\":1"));
    }

    @Test
    void sessionTokenWhenCritIsEmptyThenForeign() {
        assertForeign(with("\"crit\":[]"));
    }

    @Test
    void sessionTokenWhenB64IsFalseThenForeign() {
        assertForeign(with("\"b64\":false,\"crit\":[\"b64\"]"));
    }

    @Test
    void sessionTokenWhenJwkIsEmbeddedThenForeign() {
        assertForeign(with("\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}"));
    }

    @Test
    void sessionTokenWhenJkuThenForeign() {
        assertForeign(with("\"jku\":\"https://attacker.example/jwks.json\""));
    }

    @Test
    void sessionTokenWhenX5uThenForeign() {
        assertForeign(with("\"x5u\":\"https://attacker.example/cert.pem\""));
    }

    @Test
    void sessionTokenWhenX5cThenForeign() {
        assertForeign(with("\"x5c\":[\"MIIB\"]"));
    }

    @Test
    void sessionTokenWhenX5tThenForeign() {
        assertForeign(with("\"x5t\":\"AAAA\",\"x5t#S256\":\"AAAA\""));
    }

    @Test
    void sessionTokenWhenCtyThenForeign() {
        assertForeign(with("\"cty\":\"JWT\""));
    }

    @Test
    void sessionTokenWhenZipThenForeign() {
        assertForeign(with("\"zip\":\"DEF\""));
    }

    @Test
    void sessionTokenWhenEncThenForeign() {
        assertForeign(with("\"enc\":\"A128GCM\""));
    }

    @Test
    void sessionTokenWhenUnknownMemberThenForeign() {
        assertForeign(with("\"x\":1"));
    }

    @Test
    void sessionTokenWhenTypIsAnotherThenForeign() {
        assertForeign(headerJson(RSA).replace("JWT", "at+jwt"));
    }

    @Test
    void sessionTokenWhenTypIsMissingThenForeign() {
        assertForeign("{\"alg\":\"RS256\",\"kid\":\"" + KID + "\"}");
    }

    @Test
    void sessionTokenWhenMembersAreReorderedThenForeign() {
        assertForeign("{\"kid\":\"" + KID + "\",\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    }

    @Test
    void sessionTokenWhenHeaderHasSpacesThenForeign() {
        assertForeign(headerJson(RSA).replace(":", ": "));
    }

    @Test
    void sessionTokenWhenKidIsDoubledThenForeign() {
        assertForeign(with("\"kid\":\"" + KID + "\""));
    }

    @Test
    void sessionTokenWhenKidIsEscapedThenForeign() {
        String escaped = "\\u%04x".formatted((int) KID.charAt(0)) + KID.substring(1);

        assertForeign(headerJson(RSA).replace(KID, escaped));
    }

    @Test
    void sessionTokenWhenKidIsMissingThenForeign() {
        assertForeign("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../dev/null", "' OR '1'='1", "https://attacker.example/key", "a b", "", "\\u0000"})
    void sessionTokenWhenKidIsNoKeyIdThenForeign(String kid) {
        assertForeign(headerJson(RSA).replace(KID, kid));
    }

    @Test
    void sessionTokenWhenKidIsLongThenForeign() {
        assertForeign(headerJson(RSA).replace(KID, "k".repeat(65)));
    }

    @Test
    void sessionTokenWhenKidIsNumberThenForeign() {
        assertForeign("{\"alg\":\"RS256\",\"kid\":1,\"typ\":\"JWT\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"alg\"", "{", "not json", "{\"alg\":\"RS256\"}}"})
    void sessionTokenWhenHeaderIsNoObjectThenForeign(String header) {
        assertForeign(header);
    }

    @Test
    void sessionTokenWhenHeaderIsDeeplyNestedThenForeign() {
        assertForeign("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}");
    }

    private static String with(String members) {
        String header = headerJson(RSA);
        return header.substring(0, header.length() - 1) + ',' + members + '}';
    }

    private void assertForeign(String header) {
        String token = signed(RSA, header, json(sessionPayload()));

        assertThat(verifier.sessionToken(token)).isEqualTo(refused(Reason.FOREIGN));
    }
}
