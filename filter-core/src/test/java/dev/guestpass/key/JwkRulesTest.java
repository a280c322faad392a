// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkRulesTest {

    private static final RSAKey RSA = (RSAKey) TestKeys.rsa().jwk();
    private static final ECKey EC = (ECKey) TestKeys.ec().jwk();
    private static final OctetSequenceKey SECRET =
            (OctetSequenceKey) TestKeys.secret().jwk();

    @Test
    void acceptWhenGoodThenKeyHasTheAlgorithmOfItsType() {
        assertThat(JwkRules.accept(RSA).algorithm()).isEqualTo(Algorithm.RS256);
        assertThat(JwkRules.accept(EC).algorithm()).isEqualTo(Algorithm.ES256);
        assertThat(JwkRules.accept(SECRET).algorithm()).isEqualTo(Algorithm.HS256);
    }

    @Test
    void acceptWhenAlgIsMissingThenAccepted() {
        JWK jwk = new RSAKey.Builder(RSA).algorithm(null).build();

        assertThat(JwkRules.accept(jwk).algorithm()).isEqualTo(Algorithm.RS256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "HS256", "none", "RSA-OAEP"})
    void acceptWhenRsaKeySaysAnotherAlgThenRefused(String alg) {
        assertRefused(new RSAKey.Builder(RSA).algorithm(new JWSAlgorithm(alg)).build(), alg);
    }

    @Test
    void acceptWhenSecretSaysAnotherAlgThenRefused() {
        assertRefused(
                new OctetSequenceKey.Builder(SECRET.getKeyValue())
                        .keyID("a")
                        .algorithm(JWSAlgorithm.HS512)
                        .build(),
                "HS512");
    }

    @Test
    void acceptWhenKidIsMissingThenRefused() {
        assertRefused(new RSAKey.Builder(RSA).keyID(null).build(), "kid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "../a", "https://a.example", "\"", "é"})
    void acceptWhenKidHasOtherCharactersThenRefused(String kid) {
        assertRefused(new RSAKey.Builder(RSA).keyID(kid).build(), "kid");
    }

    @Test
    void acceptWhenKidIsLongThenRefused() {
        assertRefused(new RSAKey.Builder(RSA).keyID("k".repeat(65)).build(), "kid");
    }

    @Test
    void acceptWhenRsaKeyIsPublicThenRefused() {
        assertRefused(RSA.toPublicJWK(), "no private part");
    }

    @Test
    void acceptWhenEcKeyIsPublicThenRefused() {
        assertRefused(EC.toPublicJWK(), "no private part");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2040})
    void acceptWhenRsaKeyIsShortThenRefused(int bits) throws Exception {
        assertRefused(rsa(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)), "use 2048 or more");
    }

    @Test
    void acceptWhenRsaExponentIs3ThenRefused() throws Exception {
        assertRefused(rsa(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0)), "exponent");
    }

    @Test
    void acceptWhenRsaKeyHas3072BitsThenItSignsAndVerifies() throws Exception {
        SigningKey key = JwkRules.accept(rsa(new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4)));

        assertThat(key.verify(new byte[] {1}, key.sign(new byte[] {1}))).isTrue();
    }

    @Test
    void acceptWhenHalvesOfTwoRsaKeysAreMixedThenRefused() {
        RSAKey other = (RSAKey) TestKeys.generate(Algorithm.RS256).jwk();

        assertRefused(
                new RSAKey.Builder(other.getModulus(), other.getPublicExponent())
                        .keyID("mixed")
                        .privateExponent(RSA.getPrivateExponent())
                        .build(),
                "do not belong together");
    }

    @Test
    void acceptWhenHalvesOfTwoEcKeysAreMixedThenRefused() {
        ECKey other = (ECKey) TestKeys.generate(Algorithm.ES256).jwk();

        assertRefused(new ECKey.Builder(EC).d(other.getD()).build(), "do not belong together");
    }

    @Test
    void acceptWhenEcKeyIsOnAnotherCurveThenRefused() throws Exception {
        assertRefused(new ECKeyGenerator(Curve.P_384).keyID("a").generate(), "use P-256");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31})
    void acceptWhenSecretIsShortThenRefused(int bytes) {
        assertRefused(new OctetSequenceKey.Builder(new byte[bytes]).keyID("a").build(), "use 256 or more");
    }

    @Test
    void acceptWhenKeyIsForEncryptionThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwkRules.accept(new OctetSequenceKey.Builder(SECRET)
                        .keyUse(new com.nimbusds.jose.jwk.KeyUse("enc"))
                        .build()))
                .withMessageContaining("another use");
    }

    @ParameterizedTest
    @CsvSource({"SIGN,true", "VERIFY,true", "ENCRYPT,false"})
    void acceptWhenOperationsAreNamedThenOnlyThoseOfSignatures(KeyOperation operation, boolean expected) {
        assertThat(JwkRules.mayVerify(new OctetSequenceKey.Builder(SECRET)
                        .keyUse(null)
                        .keyOperations(Set.of(operation))
                        .build()))
                .isEqualTo(expected);
    }

    @Test
    void acceptWhenKeyIsOfAnotherTypeThenRefused() {
        Base64URL bytes = Base64URL.encode(new byte[32]);

        assertRefused(
                new OctetKeyPair.Builder(Curve.Ed25519, bytes)
                        .d(bytes)
                        .keyID("a")
                        .build(),
                "use RSA, EC or oct");
    }

    @Test
    void generateWhenSecretThenItsIdIsNoHashOfIt() throws Exception {
        assertThat(SECRET.getKeyID()).isNotEqualTo(SECRET.computeThumbprint().toString());
        assertThat(RSA.getKeyID()).isEqualTo(RSA.computeThumbprint().toString());
    }

    private static RSAKey rsa(AlgorithmParameterSpec form) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(form);
        KeyPair pair = generator.generateKeyPair();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID("generated")
                .build();
    }

    private static void assertRefused(JWK jwk, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwkRules.accept(jwk))
                .withMessageContaining(because)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TestKeys.secrets()));
    }
}
