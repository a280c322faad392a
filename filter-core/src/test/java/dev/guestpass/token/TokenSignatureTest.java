// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static dev.guestpass.token.TestTokens.encode;
import static dev.guestpass.token.TestTokens.headerJson;
import static dev.guestpass.token.TestTokens.json;
import static dev.guestpass.token.TestTokens.parts;
import static dev.guestpass.token.TestTokens.refreshPayload;
import static dev.guestpass.token.TestTokens.refused;
import static dev.guestpass.token.TestTokens.sessionPayload;
import static dev.guestpass.token.TestTokens.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.guestpass.MutableClock;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.VerificationResult.Reason;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Signatures that our key did not make, under a header that names it. */
class TokenSignatureTest {

    private static final SigningKey RSA = TestKeys.rsa();
    private static final SigningKey SECRET = TestKeys.secret();

    private final MutableClock clock = new MutableClock();
    private final TokenVerifier verifier = TestTokens.verifier(clock);
    private final String input = RSA.header() + '.' + encode(json(sessionPayload()));

    @Test
    void sessionTokenWhenAnotherRsaKeySignedThenBadSignature() {
        SigningKey other = TestKeys.generate(Algorithm.RS256);

        assertRefused(signed(other, headerJson(RSA), json(sessionPayload())), Reason.BAD_SIGNATURE);
    }

    @Test
    void refreshTokenWhenAnotherSecretSignedThenBadSignature() {
        SigningKey other = TestKeys.generate(Algorithm.HS256);

        String token = signed(other, headerJson(SECRET), json(refreshPayload()));

        assertThat(verifier.refreshToken(token)).isEqualTo(refused(Reason.BAD_SIGNATURE));
    }

    @Test
    void sessionTokenWhenPublicKeyIsHmacSecretThenForeign() throws Exception {
        String confused = encode(headerJson(RSA).replace("RS256", "HS256")) + '.' + encode(json(sessionPayload()));

        byte[] mac = hmac(rsa().toRSAPublicKey().getEncoded(), confused);

        assertRefused(confused + '.' + encode(mac), Reason.FOREIGN);
    }

    @Test
    void sessionTokenWhenPublicKeyIsHmacSecretUnderItsOwnHeaderThenBadSignature() throws Exception {
        byte[] mac = hmac(rsa().toRSAPublicKey().getEncoded(), input);

        assertRefused(input + '.' + encode(mac), Reason.BAD_SIGNATURE);
    }

    @Test
    void refreshTokenWhenPublicKeyIsHmacSecretThenBadSignature() throws Exception {
        String confused = SECRET.header() + '.' + encode(json(refreshPayload()));

        byte[] mac = hmac(rsa().toRSAPublicKey().getEncoded(), confused);

        assertThat(verifier.refreshToken(confused + '.' + encode(mac))).isEqualTo(refused(Reason.BAD_SIGNATURE));
    }

    @Test
    void sessionTokenWhenRightKeySignedRs384UnderItsHeaderThenBadSignature() throws Exception {
        byte[] signature = sign(Signature.getInstance("SHA384withRSA"));

        assertRefused(input + '.' + encode(signature), Reason.BAD_SIGNATURE);
    }

    @Test
    void sessionTokenWhenRightKeySignedPs256UnderItsHeaderThenBadSignature() throws Exception {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));

        assertRefused(input + '.' + encode(sign(pss)), Reason.BAD_SIGNATURE);
    }

    @Test
    void sessionTokenWhenPayloadWasChangedThenBadSignature() {
        String good = TestTokens.session();
        String other = TestTokens.session(claims -> claims.put("sub", "A-victim"));

        String token = parts(good).get(0)
                + '.'
                + parts(other).get(1)
                + '.'
                + parts(good).get(2);

        assertRefused(token, Reason.BAD_SIGNATURE);
    }

    @Test
    void sessionTokenWhenSignatureIsShortThenBadSignature() {
        assertRefused(input + '.' + encode(new byte[255]), Reason.BAD_SIGNATURE);
    }

    @Test
    void sessionTokenWhenSignatureIsLongThenBadSignature() {
        assertRefused(input + '.' + encode(new byte[257]), Reason.BAD_SIGNATURE);
    }

    @Test
    void sessionTokenWhenSignatureIsZeroThenBadSignature() {
        assertRefused(input + '.' + encode(new byte[256]), Reason.BAD_SIGNATURE);
    }

    @Test
    void sessionTokenWhenEcSignatureIsZeroThenBadSignature() {
        KeyRing ring = KeyRing.of(List.of(TestKeys.ec(), RSA), TestKeys.PROJECT_ID);
        LiveKeyRing keys = new LiveKeyRing(KeySource.of(ring), clock);
        String psychic = TestKeys.ec().header() + '.' + encode(json(sessionPayload())) + '.' + encode(new byte[64]);

        var result = new TokenVerifier(keys, TestTokens.SETTINGS, clock).sessionToken(psychic);

        assertThat(result).isEqualTo(refused(Reason.BAD_SIGNATURE));
    }

    @Test
    void sessionTokenWhenOurSecretSignedItThenWrongKind() {
        assertRefused(signed(SECRET, json(sessionPayload())), Reason.WRONG_KIND);
    }

    @Test
    void sessionTokenWhenForgedUnderHeaderOfOurSecretThenNotHeldForOurs() {
        String forged = SECRET.header() + '.' + encode(json(sessionPayload())) + '.' + encode(new byte[32]);

        assertRefused(forged, Reason.BAD_SIGNATURE);
        assertThat(Reason.BAD_SIGNATURE.isOurs()).isFalse();
    }

    private static RSAKey rsa() throws Exception {
        return JWKSet.parse(TestKeys.jwkSet(TestKeys.ring()))
                .getKeyByKeyId(RSA.id())
                .toRSAKey();
    }

    private byte[] sign(Signature signature) throws Exception {
        signature.initSign(rsa().toRSAPrivateKey());
        signature.update(input.getBytes(UTF_8));
        return signature.sign();
    }

    private static byte[] hmac(byte[] secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private void assertRefused(String token, Reason reason) {
        assertThat(verifier.sessionToken(token)).isEqualTo(refused(reason));
    }
}
