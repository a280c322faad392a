// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static dev.guestpass.key.Algorithm.ES256;
import static dev.guestpass.key.Algorithm.HS256;
import static dev.guestpass.key.Algorithm.RS256;
import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PemKeySourceTest {

    private static final KeyPair OLD = PemFiles.rsa(2048);
    private static final KeyPair NEW = PemFiles.rsa(2048);

    @TempDir
    private Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void setUp() throws IOException {
        first = Files.writeString(folder.resolve("first.pem"), PemFiles.plain(OLD.getPrivate()));
        second = folder.resolve("second.pem");
    }

    @Test
    void loadWhenRsaThenItsThumbprintIsTheKeyId() throws Exception {
        KeyRing ring = KeySource.pem(List.of(first)).load();

        assertThat(ring.signer(RS256, EPOCH).id()).isEqualTo(thumbprint(OLD));
    }

    @Test
    void loadWhenNodesHaveTheSameKeyThenSameSecretAndProjectId() throws IOException {
        Files.writeString(
                second,
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                        + PemFiles.encrypted(OLD.getPrivate(), PemFiles.PHRASE));

        KeyRing one = KeySource.pem(List.of(first)).load();
        KeyRing other =
                KeySource.pem(List.of(second), PemFiles.PHRASE::toCharArray).load();

        assertThat(TestKeys.jwkSet(other)).isEqualTo(TestKeys.jwkSet(one));
        assertThat(one.projectId()).matches("P[A-Za-z0-9]{27}");
        assertThat(one.signer(HS256, EPOCH).id())
                .isNotEqualTo(one.signer(RS256, EPOCH).id());
    }

    @Test
    void loadWhenNewKeyIsPutFirstThenItSignsAndTheOldOneVerifies() throws Exception {
        KeyRing before = KeySource.pem(List.of(first)).load();
        Files.writeString(second, PemFiles.plain(NEW.getPrivate()));

        KeyRing after = KeySource.pem(List.of(second, first)).load();

        assertThat(after.signer(RS256, EPOCH).id()).isEqualTo(thumbprint(NEW));
        assertThat(after.projectId()).isEqualTo(before.projectId());
        for (SigningKey key : before.keys()) {
            assertThat(after.verifier(key.header(), EPOCH)).isPresent();
        }
        assertThat(after.signer(HS256, EPOCH).id())
                .isNotEqualTo(before.signer(HS256, EPOCH).id());
    }

    @Test
    void loadWhenOneFileHasTwoKeysThenBoth() throws IOException {
        Files.writeString(first, PemFiles.plain(NEW.getPrivate()) + PemFiles.plain(OLD.getPrivate()));

        assertThat(KeySource.pem(List.of(first)).load().keys()).hasSize(4);
    }

    @Test
    void loadWhenOpensslEncryptedItThenSameKeyAsPlain() throws IOException {
        Files.writeString(first, PemFiles.OPENSSL);
        Files.writeString(second, PemFiles.OPENSSL_PLAIN);

        KeyRing encrypted =
                KeySource.pem(List.of(first), PemFiles.PHRASE::toCharArray).load();

        assertThat(TestKeys.jwkSet(encrypted))
                .isEqualTo(TestKeys.jwkSet(KeySource.pem(List.of(second)).load()));
        assertThat(encrypted.keys()).extracting(SigningKey::algorithm).containsExactly(ES256, HS256);
    }

    /** Both halves of the curve: the point of about every other key has the other height. */
    @RepeatedTest(8)
    void loadWhenEcKeyDoesNotNameItsPublicHalfThenItIsFound() throws Exception {
        KeyPair pair = PemFiles.ec("secp256r1");
        Files.writeString(first, PemFiles.plain(pair.getPrivate()));

        ECKey key = (ECKey) KeySource.pem(List.of(first)).load().keys().get(0).jwk();

        assertThat(key.toECPublicKey().getW()).isEqualTo(((ECPublicKey) pair.getPublic()).getW());
    }

    @Test
    void loadWhenFileChangesThenNewKeysAndElseTheSameRing() throws IOException {
        KeySource source = KeySource.pem(List.of(first));
        KeyRing before = source.load();
        assertThat(source.load()).isSameAs(before);

        Files.writeString(first, PemFiles.plain(NEW.getPrivate()));

        assertThat(source.load().contains(before.keys().get(0).id())).isFalse();
    }

    @Test
    void sourceWhenPemThenItDoesNotRotate() {
        assertThat(KeySource.pem(List.of(first))).isNotInstanceOf(RotatingKeySource.class);
        assertThatIllegalArgumentException().isThrownBy(() -> KeySource.pem(List.of()));
    }

    static Stream<List<String>> bad() {
        String good = PemFiles.plain(OLD.getPrivate());
        return Stream.of(
                List.of("", "no whole block"),
                List.of(good.substring(0, good.length() / 2), "no whole block"),
                List.of(good.replaceFirst("[A-Za-z0-9+/]{76}", ""), "neither RSA nor EC, or is broken"),
                List.of(
                        good.replaceAll("BEGIN PRIVATE", "BEGIN RSA PRIVATE").replaceAll("END PR", "END RSA PR"),
                        "topk8"),
                List.of(PemFiles.plain(PemFiles.pair("DSA", 2048).getPrivate()), "neither RSA nor EC"),
                List.of(PemFiles.plain(PemFiles.pair("Ed25519", 255).getPrivate()), "neither RSA nor EC"),
                List.of(PemFiles.plain(PemFiles.rsa(1024).getPrivate()), "use 2048 or more"),
                List.of(PemFiles.plain(PemFiles.ec("secp384r1").getPrivate()), "use P-256"),
                List.of(PemFiles.encrypted(OLD.getPrivate(), "another"), "the passphrase is another one"),
                List.of(PemFiles.block("ENCRYPTED PRIVATE KEY", new byte[20]), "broken"),
                List.of(good + good, "same kid"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void loadWhenKeyIsOfNoUseThenSaysWhereAndWhy(List<String> contentAndReason) throws IOException {
        Files.writeString(first, contentAndReason.get(0));

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> KeySource.pem(List.of(first), PemFiles.PHRASE::toCharArray)
                        .load())
                .withMessageContainingAll(first.toString(), contentAndReason.get(1))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(PemFiles.PHRASE));
    }

    @Test
    void loadWhenEncryptedWithoutPassphraseThenSaysSo() throws IOException {
        Files.writeString(first, PemFiles.OPENSSL);

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> KeySource.pem(List.of(first)).load())
                .withMessageContaining("give the passphrase");
    }

    @Test
    void loadWhenFileIsMissingThenSaysWhich() {
        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> KeySource.pem(List.of(first, second)).load())
                .withMessageContaining(second.toString());
    }

    private static String thumbprint(KeyPair pair) throws Exception {
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .build()
                .computeThumbprint()
                .toString();
    }
}
