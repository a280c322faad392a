// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void createIfAbsentWhenAbsentThenCreatesFoldersAndFile() throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve("a/b/file"));

        assertThat(file.createIfAbsent(CONTENT)).isTrue();
        assertThat(folder.resolve("a/b")).isDirectoryContaining(file.path()::equals);
        assertThat(file.path()).hasBinaryContent(CONTENT);
    }

    @Test
    void createIfAbsentWhenPresentThenLeavesItAlone() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "older");

        assertThat(new PrivateFile(path).createIfAbsent(CONTENT)).isFalse();
        assertThat(path).hasContent("older");
        assertOnlyFileIs(path);
    }

    @Test
    void createIfAbsentWhenDanglingLinkThenLeavesItAlone() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("file"), folder.resolve("nowhere"));

        assertThat(new PrivateFile(link).createIfAbsent(CONTENT)).isFalse();
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void createIfAbsentWhenCreatedThenOnlyTheOwnerReads() throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve("file"));
        file.createIfAbsent(CONTENT);

        assertMode0600(file.path());
    }

    @Test
    void createIfAbsentWhenParentIsAFileThenFails() throws IOException {
        Path parent = Files.writeString(folder.resolve("parent"), "");

        assertThatThrownBy(() -> new PrivateFile(parent.resolve("file")).createIfAbsent(CONTENT))
                .isInstanceOf(IOException.class);
    }

    @Test
    void createIfAbsentWhenManyTryThenOneSucceeds() throws Exception {
        AtomicInteger created = new AtomicInteger();
        PrivateFile file = new PrivateFile(folder.resolve("file"));

        atOnce(64, () -> file.createIfAbsent(CONTENT) ? created.incrementAndGet() : 0);

        assertThat(created).hasValue(1);
        assertOnlyFileIs(file.path());
    }

    @Test
    void replaceWhenPresentThenNewContentForTheOwnerAlone() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "older and longer");

        new PrivateFile(path).replace(CONTENT);

        assertThat(path).hasBinaryContent(CONTENT);
        assertMode0600(path);
        assertOnlyFileIs(path);
    }

    @Test
    void replaceWhenTargetIsAFolderThenFailsAndLeavesNothingBehind() throws IOException {
        Path target = Files.createDirectories(folder.resolve("file/inner")).getParent();

        assertThatThrownBy(() -> new PrivateFile(target).replace(CONTENT)).isInstanceOf(IOException.class);
        assertOnlyFileIs(target);
    }

    @Test
    void replaceWhenManyReplaceThenReadersSeeWholeContents() throws Exception {
        PrivateFile file = new PrivateFile(folder.resolve("file"));
        file.replace(new byte[100_000]);

        atOnce(16, () -> {
            file.replace(new byte[100_000]);
            assertThat(file.path()).hasSize(100_000);
            return null;
        });

        assertOnlyFileIs(file.path());
    }

    @Test
    void openForAppendWhenAbsentThenCreatesItForTheOwnerAlone() throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve("file"));

        for (int i = 0; i < 2; i++) {
            try (FileChannel channel = file.openForAppend()) {
                channel.write(ByteBuffer.wrap(CONTENT));
            }
        }

        assertThat(file.path()).hasContent("contentcontent");
        assertMode0600(file.path());
    }

    @Test
    void pathWhenRelativeThenAbsolute() {
        assertThat(new PrivateFile(Path.of("x/../file")).path()).isAbsolute().isNormalized();
    }

    private static void atOnce(int threads, Callable<?> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<?> done : pool.invokeAll(Collections.nCopies(threads, task))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void assertOnlyFileIs(Path path) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    private static void assertMode0600(Path path) throws IOException {
        assumeThat(path.getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void isOpenToOthersWhenModeIsWiderThenTrue() throws IOException {
        Path path = folder.resolve("keys.json");
        new PrivateFile(path).replace(new byte[] {1});
        assertThat(new PrivateFile(path).isOpenToOthers()).isFalse();

        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(new PrivateFile(path).isOpenToOthers()).isTrue();
    }
}
