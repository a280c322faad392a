// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static dev.guestpass.key.Algorithm.HS256;
import static dev.guestpass.key.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key stores as keytool makes them. */
class Pkcs12KeySourceTest {

    private static final String PASSWORD = "change it";
    private static final Instant OLDER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NEWER = Instant.parse("2026-04-01T00:00:00Z");

    @TempDir
    private static Path folder;

    private static Path two;

    @BeforeAll
    static void makeKeys() throws Exception {
        two = folder.resolve("two.p12");
        keytool(two, "z-older", "RSA", 2048, "2026/01/01 00:00:00");
        keytool(two, "a-newer", "RSA", 2048, "2026/04/01 00:00:00");
    }

    @Test
    void loadWhenSeveralKeysThenTheYoungestCertificateSigns() {
        KeyRing ring = load(two);

        assertThat(ring.keys()).hasSize(4);
        assertThat(ring.signer(RS256, NEWER).signsFrom()).isEqualTo(NEWER);
        assertThat(ring.signer(HS256, NEWER).signsFrom()).isEqualTo(NEWER);
        assertThat(ring.signer(RS256, NEWER.minusSeconds(1)).signsFrom()).isEqualTo(OLDER);
    }

    @Test
    void loadWhenCertificateIsOfTheFutureThenItsKeyIsAnnounced() {
        assertThat(load(two).states(NEWER.minus(Duration.ofDays(1))))
                .extracting(KeyStatus::state)
                .containsExactly(KeyState.ANNOUNCED, KeyState.ANNOUNCED, KeyState.SIGNING, KeyState.SIGNING);
    }

    @Test
    void loadWhenAliasesHaveAnotherOrderThenSameRing() throws Exception {
        Path other = folder.resolve("other.p12");
        copy(two, other, "z-older", "a");
        copy(two, other, "a-newer", "b");

        assertThat(TestKeys.jwkSet(load(other))).isEqualTo(TestKeys.jwkSet(load(two)));
    }

    @Test
    void loadWhenNewKeyCameThenProjectIdAndOldSecretStay() throws Exception {
        Path one = folder.resolve("one.p12");
        copy(two, one, "z-older", "a");

        KeyRing before = load(one);
        KeyRing after = load(two);

        assertThat(after.projectId()).isEqualTo(before.projectId());
        assertThat(before.keys()).allMatch(key -> after.contains(key.id()));
    }

    @Test
    void loadWhenFileDidNotChangeThenSameRing() {
        KeySource source = KeySource.pkcs12(two, PASSWORD::toCharArray);

        assertThat(source.load()).isSameAs(source.load());
        assertThat(source).isNotInstanceOf(RotatingKeySource.class);
    }

    @Test
    void loadWhenPasswordIsWrongThenSaysSoAndDoesNotShowIt() {
        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> KeySource.pkcs12(two, "another"::toCharArray).load())
                .withMessageContainingAll(two.toString(), "password is another one")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(PASSWORD));
    }

    @Test
    void loadWhenFileIsCutOffThenSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(two);
        Path half = Files.write(folder.resolve("half.p12"), Arrays.copyOf(whole, whole.length / 2));

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> load(half))
                .withMessageContaining("no PKCS#12 file");
    }

    @Test
    void loadWhenKeyIsDsaThenRefused() throws Exception {
        Path dsa = folder.resolve("dsa.p12");
        keytool(dsa, "dsa", "DSA", 2048, "2026/01/01 00:00:00");

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> load(dsa))
                .withMessageContaining("use RSA or EC");
    }

    @Test
    void loadWhenThereIsNoPrivateKeyThenSaysSo() throws Exception {
        Path empty = folder.resolve("empty.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        save(store, empty);

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> load(empty))
                .withMessageContaining("no private key");
    }

    private static KeyRing load(Path file) {
        return KeySource.pkcs12(file, PASSWORD::toCharArray).load();
    }

    private static void copy(Path from, Path to, String alias, String newAlias) throws Exception {
        KeyStore source = KeyStore.getInstance(from.toFile(), PASSWORD.toCharArray());
        KeyStore target = KeyStore.getInstance("PKCS12");
        target.load(Files.exists(to) ? Files.newInputStream(to) : null, PASSWORD.toCharArray());
        target.setKeyEntry(
                newAlias,
                source.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                source.getCertificateChain(alias));
        save(target, to);
    }

    private static void save(KeyStore store, Path file) throws Exception {
        try (OutputStream output = Files.newOutputStream(file)) {
            store.store(output, PASSWORD.toCharArray());
        }
    }

    /** The JDK has no other way to make a certificate. */
    private static void keytool(Path file, String alias, String type, int bits, String start) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-Duser.timezone=UTC"));
        command.addAll(List.of("-genkeypair", "-storetype", "PKCS12", "-keystore", file.toString(), "-alias", alias));
        command.addAll(List.of("-storepass", PASSWORD, "-dname", "CN=test", "-keyalg", type));
        command.addAll(List.of("-keysize", String.valueOf(bits), "-startdate", start));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
