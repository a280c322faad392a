// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.key.PemFiles;
import dev.guestpass.key.TestKeys;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLocationTest {

    @TempDir
    Path folder;

    @Test
    void parseWhenPathWithoutSchemeThenFile() {
        assertThat(KeyLocation.parse("./keys.json")).isEqualTo(KeyLocation.parse("file:./keys.json"));
    }

    @Test
    void sourceWhenFileIsMissingThenMade() {
        Path file = folder.resolve("keys.json");

        KeyLocation.parse("file:" + file).source(null).load();

        assertThat(file).exists();
    }

    @Test
    void journalWhenFileThenBesideIt() {
        assertThat(KeyLocation.parse("file:/a/keys.json").journal()).contains(Path.of("/a/keys-ended.journal"));
    }

    @Test
    void journalWhenNoFileThenNone() {
        assertThat(KeyLocation.parse("env:KEYS").journal()).isEmpty();
    }

    @Test
    void sourceWhenOnClassPathThenRead() throws IOException {
        Files.writeString(folder.resolve("shop-keys.json"), TestKeys.jwkSet(TestKeys.ring()));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);

            assertThat(KeyLocation.parse("classpath:shop-keys.json")
                            .source(null)
                            .load()
                            .projectId())
                    .isEqualTo(TestKeys.PROJECT_ID);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void sourceWhenNothingThereThenSaysWhere() {
        assertThatThrownBy(() -> KeyLocation.parse("classpath:no-such.json").source(null))
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("classpath:no-such.json");
        assertThatThrownBy(() -> KeyLocation.parse("env:NO_SUCH_VARIABLE").source(null))
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("env:NO_SUCH_VARIABLE");
    }

    @Test
    void sourceWhenSchemeIsUnknownThenNoFileIsMade() {
        assertThatThrownBy(() -> KeyLocation.parse("vault:keys").source(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file:, env: or classpath:, or jdbc");
    }

    private Path pem(String name) throws IOException {
        return Files.writeString(
                folder.resolve(name), PemFiles.plain(PemFiles.rsa(2048).getPrivate()));
    }

    @Test
    void sourceWhenFileEndsInPemThenReadAsPem() throws IOException {
        Path file = pem("tls.pem");

        KeySource source = KeyLocation.parse("file:" + file).source(null);

        assertThat(source.load().projectId()).hasSize(28);
    }

    @Test
    void sourceWhenSeveralPemFilesThenAllVerify() throws IOException {
        Path one = pem("one.pem");
        Path two = pem("two.key");

        KeySource source = KeyLocation.parse("file:" + one + ", " + two).source(null);

        assertThat(source.load().keys())
                .filteredOn(key -> key.algorithm() == Algorithm.RS256)
                .hasSize(2);
    }

    @Test
    void sourceWhenPkcs12WithoutPassphraseThenSaysWhatToSet() {
        assertThatThrownBy(() -> KeyLocation.parse("file:/etc/shop.p12").source(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guestpass.keys.passphrase");
    }

    @Test
    void sourceWhenPkcs12IsMissingThenSaysWhere() {
        KeySource source =
                KeyLocation.parse("file:" + folder.resolve("shop.pfx")).source("secret");

        assertThatThrownBy(source::load)
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("shop.pfx")
                .hasMessageNotContaining("secret");
    }

    @Test
    void journalWhenPemThenNone() {
        assertThat(KeyLocation.parse("file:/etc/tls.pem").journal()).isEmpty();
    }

    @Test
    void parseWhenJdbcUrlThenSaysThatJdbcAloneIsMeant() {
        assertThatThrownBy(() -> KeyLocation.parse("jdbc:postgresql://127.0.0.1/shop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc alone");
    }

    @Test
    void isDatabaseWhenJdbcThenTrue() {
        assertThat(KeyLocation.parse("jdbc").isDatabase()).isTrue();
        assertThat(KeyLocation.parse("JDBC").isDatabase()).isTrue();
        assertThat(KeyLocation.parse("file:jdbc").isDatabase()).isFalse();
    }
}
