// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.session.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running node whose key file is replaced: by what is good, and by what is not. */
class ChangedFileTest {

    private static final KeyRing BEFORE = TestKeys.ring();
    private static final KeyUse USE = new KeyUse(Set.of(Algorithm.RS256, Algorithm.HS256), null);

    private int changes;

    @TempDir
    private Path folder;

    private Path path;
    private LiveKeyRing keys;

    @BeforeEach
    void setUp() throws IOException {
        path = folder.resolve("keys.json");
        write(TestKeys.jwkSet(BEFORE));
        keys = new LiveKeyRing(FileKeySource.at(path), USE, new MutableClock());
    }

    @Test
    void refreshWhenFileIsBrokenThenOldKeysStayAndEachContentIsReportedOnce() throws IOException {
        try (TestLog log = TestLog.of(LiveKeyRing.class.getName())) {
            String good = TestKeys.jwkSet(BEFORE);
            for (int length : new int[] {0, 1, good.length() / 2, good.length() - 1}) {
                write(good.substring(0, length));
                keys.refresh();
                keys.refresh();
            }

            assertThat(log.text().split("could not be loaded again", -1)).hasSize(5);
            assertThat(log.text()).contains(path.toString()).doesNotContain(TestKeys.secrets());
        }
        assertThat(keys.current().contains(TestKeys.rsa().id())).isTrue();
    }

    @Test
    void refreshWhenFileIsMendedThenNewKeys() throws IOException {
        write("{");
        keys.refresh();
        SigningKey next = TestKeys.generate(Algorithm.RS256);

        write(TestKeys.jwkSet(KeyRing.of(List.of(next, TestKeys.secret()), TestKeys.PROJECT_ID)));
        keys.refresh();

        assertThat(keys.current().contains(next.id())).isTrue();
        assertThat(keys.current().contains(TestKeys.rsa().id())).isFalse();
    }

    @Test
    void refreshWhenFileIsGoneThenOldKeysStayAndNoNewFile() throws IOException {
        Files.delete(path);
        keys.refresh();

        assertThat(keys.current().contains(TestKeys.rsa().id())).isTrue();
        assertThat(path).doesNotExist();
    }

    @Test
    void refreshWhenFileLacksAKeyThatSignsThenOldKeysStay() throws IOException {
        write(TestKeys.jwkSet(KeyRing.of(List.of(TestKeys.rsa()), TestKeys.PROJECT_ID)));
        keys.refresh();

        assertThat(keys.current().contains(TestKeys.secret().id())).isTrue();
    }

    /** Each change has its own time, as it has outside of tests. */
    private void write(String content) throws IOException {
        Files.writeString(path, content);
        Files.setLastModifiedTime(path, FileTime.from(MutableClock.START.plusSeconds(changes++)));
    }
}
