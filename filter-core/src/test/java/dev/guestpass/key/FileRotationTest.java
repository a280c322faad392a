// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guestpass.MutableClock;
import dev.guestpass.Race;
import dev.guestpass.file.PrivateFile;
import dev.guestpass.session.TestLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key file that changes while it is in use: by itself, by others, and by accident. */
class FileRotationTest {

    private static final KeyRotation ROTATION = KeyRotation.defaults(Duration.ofDays(180));
    private static final Instant BIRTH = MutableClock.START;
    private static final Instant DUE = BIRTH.plus(Duration.ofDays(90));

    private final MutableClock clock = new MutableClock();

    @TempDir
    private Path folder;

    private Path path;
    private FileKeySource source;

    @BeforeEach
    void setUp() throws IOException {
        path = folder.resolve("keys.json");
        source = FileKeySource.at(path, clock);
        Files.writeString(
                path,
                TestKeys.jwkSet(KeyRing.of(
                        List.of(TestKeys.generate(Algorithm.ES256, BIRTH), TestKeys.generate(Algorithm.HS256, BIRTH)),
                        TestKeys.PROJECT_ID)));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void loadWhenFileDidNotChangeThenSameRing() {
        assertThat(source.load()).isSameAs(source.load());
    }

    @Test
    void loadWhenOnlyContentChangedThenItsKeys() throws IOException {
        source.load();
        var time = Files.getLastModifiedTime(path);
        Files.writeString(path, Files.readString(path).replace(TestKeys.PROJECT_ID, "P3abcdefghijklmnopqrstuvwxyz"));
        Files.setLastModifiedTime(path, time);

        assertThat(source.load().projectId()).isEqualTo("P3abcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void rotateWhenNotDueThenFileIsUntouched() throws IOException {
        String before = Files.readString(path);

        KeyRing ring = source.rotate(ROTATION, BIRTH);

        assertThat(ring).isSameAs(source.load());
        assertThat(path).hasContent(before);
    }

    @Test
    void rotateWhenDueThenFileHoldsWhatIsReturned() throws IOException {
        KeyRing next = source.rotate(ROTATION, DUE);

        assertThat(next.keys()).hasSize(4);
        assertThat(Files.readString(path)).isEqualTo(TestKeys.jwkSet(next));
        assertThat(TestKeys.jwkSet(FileKeySource.at(path).load())).isEqualTo(TestKeys.jwkSet(next));
    }

    @Test
    void rotateWhenDueThenOnlyTheOwnerReadsFileAndLock() throws IOException {
        source.rotate(ROTATION, DUE);

        assertThat(mode(path)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("keys.json.lock"))).isEqualTo("rw-------");
    }

    @Test
    void rotateWhenAnotherNodeDidThenItsKeys() {
        KeyRing winners = FileKeySource.at(path, clock).rotate(ROTATION, DUE);

        assertThat(TestKeys.jwkSet(source.rotate(ROTATION, DUE))).isEqualTo(TestKeys.jwkSet(winners));
    }

    @Test
    void rotateWhenEightThreadsAtOnceThenOneRotation() {
        Race.of(8, node -> FileKeySource.at(path, clock).rotate(ROTATION, DUE));

        assertThat(source.load().keys()).hasSize(4);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void rotateWhenLockIsTakenThenKeysAsTheyWere() throws IOException {
        try (FileChannel other = FileChannel.open(
                folder.resolve("keys.json.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();

            assertThat(source.rotate(ROTATION, DUE).keys()).hasSize(2);
        }
        assertThat(source.rotate(ROTATION, DUE).keys()).hasSize(4);
    }

    @Test
    void rotateWhenFileIsBrokenThenLeavesItAlone() throws IOException {
        source.load();
        Files.writeString(path, "{\"keys\":[");

        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> source.rotate(ROTATION, DUE));
        assertThat(path).hasContent("{\"keys\":[");
    }

    @Test
    void rotateWhenFileIsReadOnlyThenSaysSoOnce() throws IOException {
        assertNeverRotates(path, "r--------");
    }

    @Test
    void rotateWhenFolderIsReadOnlyThenSaysSoOnce() throws IOException {
        assertNeverRotates(folder, "r-x------");
    }

    private void assertNeverRotates(Path place, String mode) throws IOException {
        assumeThat(place.getFileSystem().supportedFileAttributeViews()).contains("posix");
        String before = mode(place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
        try (TestLog log = TestLog.of(FileKeySource.class.getName())) {
            assertThat(source.rotate(ROTATION, DUE).keys()).hasSize(2);
            assertThat(source.rotate(ROTATION, DUE).keys()).hasSize(2);
            assertThat(log.text()).containsOnlyOnce("read-only").contains(path.toString());
        } finally {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(before));
        }
    }

    @Test
    void rotateWhenPathIsALinkThenTheLinkStays() throws IOException {
        Path target = Files.createDirectory(folder.resolve("data")).resolve("real.json");
        Files.move(path, target);
        Files.createSymbolicLink(path, target);

        source.rotate(ROTATION, DUE);

        assertThat(path).isSymbolicLink();
        assertThat(FileKeySource.at(target).load().keys()).hasSize(4);
    }

    @Test
    void loadWhenFolderBehindTheLinkIsSwappedThenNewKeys() throws IOException {
        Path data = link("..v1", TestKeys.jwkSet(source.load()));
        Path mounted = folder.resolve("mounted.json");
        Files.createSymbolicLink(mounted, data.resolve("keys.json"));
        FileKeySource kubernetes = FileKeySource.at(mounted);
        kubernetes.load();

        link("..v2", TestKeys.jwkSet(TestKeys.ring()));

        assertThat(kubernetes.load().contains(TestKeys.rsa().id())).isTrue();
    }

    /** Puts a new folder in the place of the old one, as Kubernetes updates a mounted secret. */
    private Path link(String version, String content) throws IOException {
        Path real = Files.createDirectory(folder.resolve(version));
        Files.writeString(real.resolve("keys.json"), content);
        Path temporary = Files.createSymbolicLink(folder.resolve("..tmp"), real);
        return Files.move(temporary, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void loadWhenReplacedWhileReadingThenOneOfTheTwo() {
        String one = TestKeys.jwkSet(source.load());
        String other = TestKeys.jwkSet(TestKeys.ring());

        List<Boolean> whole = Race.of(2, thread -> {
            for (int i = 0; i < 200; i++) {
                if (thread == 0) {
                    replace(i % 2 == 0 ? other : one);
                } else if (!List.of(one, other)
                        .contains(TestKeys.jwkSet(FileKeySource.at(path).load()))) {
                    return false;
                }
            }
            return true;
        });

        assertThat(whole).containsOnly(true);
    }

    private void replace(String content) {
        try {
            new PrivateFile(path).replace(content.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
