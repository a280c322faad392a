// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs on one key file: what threads can not show, because a JVM does not wait for its own file locks. */
class TwoProcessesTest {

    private final Instant later = Instant.now().plus(Duration.ofDays(100));

    @TempDir
    private Path folder;

    @Test
    void loadThenRotateWhenTwoProcessesAtOnceThenOneRingEachTime() throws Exception {
        Path file = folder.resolve("keys.json");
        try (ChildProcess one = ChildProcess.start(KeyFileProcess.class, file.toString(), later.toString());
                ChildProcess other = ChildProcess.start(KeyFileProcess.class, file.toString(), later.toString())) {
            assertThat(answers(one, other)).isEqualTo("ready, ready");
            one.go();
            other.go();
            assertThat(one.line()).isEqualTo(other.line());
            one.go();
            other.go();
            assertThat(answers(one, other)).isEqualTo("rotated, rotated");
            one.go();
            other.go();
            assertThat(answers(one, other)).isEqualTo(keys(file) + ", " + keys(file));
        }
        assertThat(FileKeySource.at(file).load().keys()).hasSize(4);
    }

    private static String answers(ChildProcess one, ChildProcess other) throws Exception {
        return one.line() + ", " + other.line();
    }

    private static String keys(Path file) {
        return KeyFileProcess.ids(FileKeySource.at(file).load()).toString();
    }
}
