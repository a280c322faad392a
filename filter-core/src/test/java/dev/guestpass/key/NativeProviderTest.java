// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NativeProviderTest {

    private static final byte[] INPUT = "input".getBytes(UTF_8);

    /** Has what is asked for, and can do none of it. */
    private static final class BrokenProvider extends Provider {

        private static final long serialVersionUID = 1L;

        BrokenProvider() {
            super("Broken", "1", "broken");
            put("Signature.SHA256withRSA", "dev.guestpass.NoSuchClass");
            put("Signature.SHA256withECDSA", "dev.guestpass.NoSuchClass");
        }
    }

    /** Somebody's choice: here it is the JDK's own, under another name. */
    private static final class OtherProvider extends Provider {

        private static final long serialVersionUID = 1L;

        OtherProvider() {
            super("Other", "1", "other");
            Provider.Service jdk = Security.getProvider("SunRsaSign").getService("Signature", "SHA256withRSA");
            put("Signature.SHA256withRSA", jdk.getClassName());
        }
    }

    static Stream<Provider> providers() {
        return NativeProviders.all();
    }

    @Test
    void findWhenNoneIsOnTheClassPathThenTheJdk() {
        assertThat(NativeProvider.find(ClassLoader.getPlatformClassLoader())).isEmpty();
        assertThat(NativeProvider.found()).isEmpty();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void findWhenOnTheClassPathThenThat() {
        assertThat(NativeProviders.CORRETTO).map(Provider::getName).contains("AmazonCorrettoCryptoProvider");
        assertThat(NativeProviders.CONSCRYPT).map(Provider::getName).contains("Conscrypt");
    }

    @Test
    void findWhenItIsTheFirstOfTheJvmThenItself() {
        Provider first = NativeProviders.CONSCRYPT.orElseThrow();

        assertThat(whileFirst(first)).containsSame(first);
    }

    @Test
    void findWhenAnotherIsTheFirstOfTheJvmThenThatStays() {
        assertThat(whileFirst(new OtherProvider())).isEmpty();
    }

    @Test
    void findWhenSwitchedOffThenTheJdk() {
        System.setProperty("guestpass.keys.native", "false");
        try {
            assertThat(NativeProvider.find(NativeProviders.classes("corretto", "conscrypt")))
                    .isEmpty();
        } finally {
            System.clearProperty("guestpass.keys.native");
        }
    }

    private static Optional<Provider> whileFirst(Provider provider) {
        Security.insertProviderAt(provider, 1);
        try {
            return NativeProvider.find(NativeProviders.classes("conscrypt"));
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void signWhenNativeThenTheJdkAcceptsIt(Provider provider) {
        for (JWK jwk : keys()) {
            SigningKey nativeKey = JwkRules.accept(jwk, Optional.of(provider));
            SigningKey key = JwkRules.accept(jwk, Optional.empty());

            assertThat(key.verify(INPUT, nativeKey.sign(INPUT))).isTrue();
            assertThat(nativeKey.verify(INPUT, key.sign(INPUT))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void verifyWhenNativeAndAnyByteIsAnotherThenFalse(Provider provider) {
        for (JWK jwk : keys()) {
            SigningKeyTest.assertNoByteCanBeAnother(JwkRules.accept(jwk, Optional.of(provider)));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void acceptWhenHalvesDoNotFitThenRefusedAsByTheJdk(Provider provider) throws Exception {
        RSAKey other = (RSAKey) TestKeys.generate(Algorithm.RS256).jwk();
        RSAKey mixed = new RSAKey.Builder(other.toRSAPublicKey())
                .privateKey(((RSAKey) TestKeys.rsa().jwk()).toRSAPrivateKey())
                .keyID("mixed")
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwkRules.accept(mixed, Optional.of(provider)))
                .withMessageContaining("do not belong together");
    }

    /** Longer keys, and one as it comes without its primes. */
    static Stream<Arguments> unusualKeys() throws Exception {
        RSAKey key = (RSAKey) TestKeys.rsa().jwk();
        RSAKey plain = new RSAKey.Builder(key.toRSAPublicKey())
                .privateExponent(key.getPrivateExponent())
                .keyID("plain")
                .build();
        RSAKey longer = new RSAKeyGenerator(3072).keyID("longer").generate();
        return providers().flatMap(provider -> Stream.of(plain, longer).map(jwk -> Arguments.of(provider, jwk)));
    }

    @ParameterizedTest
    @MethodSource("unusualKeys")
    void acceptWhenKeyIsUnusualThenItSigns(Provider provider, RSAKey jwk) {
        SigningKey key = JwkRules.accept(jwk, Optional.of(provider));

        assertThat(JwkRules.accept(jwk, Optional.empty()).verify(INPUT, key.sign(INPUT)))
                .isTrue();
    }

    @Test
    void acceptWhenProviderFailsThenTheJdkSigns() {
        for (JWK jwk : keys()) {
            SigningKey key = JwkRules.accept(jwk, Optional.of(new BrokenProvider()));

            assertThat(key.verify(INPUT, key.sign(INPUT))).isTrue();
        }
    }

    private static List<JWK> keys() {
        return List.of(TestKeys.rsa().jwk(), TestKeys.ec().jwk());
    }
}
