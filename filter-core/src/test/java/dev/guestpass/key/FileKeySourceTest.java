// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guestpass.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeySourceTest {

    private static final String GOOD = TestKeys.jwkSet(TestKeys.ring());

    @TempDir
    private Path folder;

    private Path path;
    private FileKeySource source;

    @BeforeEach
    void setUp() {
        path = folder.resolve("keys/guestpass-keys.json");
        source = FileKeySource.at(path);
    }

    @Test
    void loadWhenFirstStartThenMakesOneKeyOfEachKind() {
        KeyRing ring = FileKeySource.at(path, new MutableClock()).load();

        assertThat(ring.keys()).extracting(SigningKey::algorithm).containsExactly(Algorithm.RS256, Algorithm.HS256);
        assertThat(ring.projectId()).matches("P[A-Za-z0-9]{27}");
        assertThat(ring.signer(Algorithm.RS256, MutableClock.START)).isNotNull();
        assertThat(path).exists();
    }

    @Test
    void loadWhenFirstStartThenOnlyTheOwnerReadsTheFile() throws IOException {
        source.load();

        assumeThat(path.getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void loadWhenStartedAgainThenSameKeysAndSameFile() throws IOException {
        KeyRing first = source.load();
        String file = Files.readString(path);

        KeyRing second = FileKeySource.at(path).load();

        assertThat(TestKeys.jwkSet(second)).isEqualTo(TestKeys.jwkSet(first));
        assertThat(path).hasContent(file);
    }

    @Test
    void loadWhenFileChangedThenItsNewKeys() throws IOException {
        source.load();
        Files.writeString(path, GOOD);

        assertThat(source.load().projectId()).isEqualTo(TestKeys.PROJECT_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "not json",
                "{\"keys\":[]}",
                "{\"keys\":1}",
                "{\"keys\":[1]}",
                "{\"keys\":[null]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"\"}]}",
                "{\"keys\":[],\"project_id\":\"P2abcdefghijklmnopqrstuvwxyz\"}",
                "{\"keys\":[{\"kty\":\"what\",\"kid\":\"a\"}],\"project_id\":\"P2abcdefghijklmnopqrstuvwxyz\"}"
            })
    void loadWhenFileIsBrokenThenNamesItAndLeavesItAlone(String content) throws IOException {
        write(content);

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContaining(path.toString());
        assertThat(path).hasContent(content);
    }

    @Test
    void loadWhenFileIsAFragmentThenSaysWhatToDoAndShowsNoSecret() throws IOException {
        String fragment = GOOD.substring(0, GOOD.length() - 10);
        write(fragment);

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContaining("put the original content back")
                .satisfies(FileKeySourceTest::assertShowsNoSecret);
        assertThat(path).hasContent(fragment);
    }

    @Test
    void loadWhenFileIsBinaryThenSaysItIsNoJwkSet() throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContaining(path.toString())
                .withMessageContaining("no JWK set");
    }

    @Test
    void loadWhenProjectIdIsMissingThenSaysSo() throws IOException {
        write(GOOD.replace("project_id", "other"));

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContaining("project_id")
                .satisfies(FileKeySourceTest::assertShowsNoSecret);
    }

    @Test
    void loadWhenAKeyMayNotBeUsedThenNamesFileAndKeyAndShowsNoSecret() throws IOException {
        write(GOOD.replace("RS256", "RS512"));

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContainingAll(path.toString(), TestKeys.rsa().id(), "RS512")
                .satisfies(FileKeySourceTest::assertShowsNoSecret);
    }

    @Test
    void loadWhenFolderCanNotBeMadeThenSaysWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path below = file.resolve("keys.json");

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> FileKeySource.at(below).load())
                .withMessageContaining(below.toString())
                .withMessageContaining("guestpass.keys.location");
    }

    @Test
    void loadWhenPathIsAFolderThenSaysItCanNotBeRead() throws IOException {
        Files.createDirectories(path);

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContaining(path.toString());
    }

    @Test
    void loadWhenFileDisappearedThenMakesNoNewKeys() throws IOException {
        source.load();
        Files.delete(path);

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(source::load)
                .withMessageContaining(path.toString())
                .withMessageContaining("put it back");
        assertThat(path).doesNotExist();
    }

    @Test
    void loadWhenSixteenNodesStartAtOnceThenOneRing() throws Exception {
        List<String> rings =
                atOnce(16, () -> TestKeys.jwkSet(FileKeySource.at(path).load()));

        assertThat(rings).hasSize(16).containsOnly(rings.get(0));
        assertThat(path.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    private static List<String> atOnce(int nodes, Callable<String> start) throws Exception {
        List<String> rings = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(nodes);
        for (Future<String> ring : pool.invokeAll(Collections.nCopies(nodes, start))) {
            rings.add(ring.get());
        }
        pool.shutdownNow();
        return rings;
    }

    private void write(String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static void assertShowsNoSecret(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(TestKeys.secrets());
        }
    }
}
