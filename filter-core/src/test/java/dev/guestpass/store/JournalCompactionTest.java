// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.guestpass.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal while it grows. */
class JournalCompactionTest {

    @TempDir
    private Path folder;

    private TombstoneJournal open(Path file, int compactEvery) {
        TombstoneJournal journal = new TombstoneJournal(file, compactEvery);
        journal.open(MutableClock.START);
        return journal;
    }

    private static Tombstone tombstone() {
        SessionRecord row =
                SessionSteps.end(null, TestSnapshots.born(), MutableClock.START).after();
        return new Tombstone(row, MutableClock.START.plus(Duration.ofDays(400)));
    }

    @Test
    void appendWhenManyThenExpiredLinesLeave() throws IOException {
        Path file = folder.resolve("ended.jsonl");
        TombstoneJournal journal = open(file, 10);
        Instant later = MutableClock.START.plus(Duration.ofDays(40));

        for (int i = 0; i < 25; i++) {
            journal.append(tombstone(), i < 19 ? MutableClock.START : later);
        }

        assertThat(Files.readAllLines(file)).filteredOn(line -> !line.isBlank()).hasSize(5);
    }

    @Test
    void appendWhenManyThenLivingLinesStay() {
        Path file = folder.resolve("ended.jsonl");
        TombstoneJournal journal = open(file, 10);

        for (int i = 0; i < 25; i++) {
            journal.append(tombstone(), MutableClock.START);
        }

        assertThat(new TombstoneJournal(file).open(MutableClock.START)).hasSize(25);
    }

    @Test
    void appendWhenCompactionFailsThenGoesOn() throws IOException {
        Path inner = folder.resolve("sessions");
        TombstoneJournal journal = open(inner.resolve("ended.jsonl"), 1);
        Files.move(inner, folder.resolve("moved"));
        Files.writeString(inner, "a file where the folder was");

        assertThatCode(() -> journal.append(tombstone(), MutableClock.START)).doesNotThrowAnyException();

        assertThat(folder.resolve("moved").resolve("ended.jsonl")).isNotEmptyFile();
    }
}
