// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two JVMs with 16 threads each, on one PostgreSQL. */
class TwoNodesTest {

    private final TestStore table = TestStore.of(TestDatabase.POSTGRES, getClass());
    private final Instant birth = table.now().truncatedTo(ChronoUnit.SECONDS);
    private final RacingNode here = new RacingNode(
            table.on(TestDatabase.POSTGRES.pool())
                    .timeBudget(Duration.ofSeconds(20))
                    .build(),
            "parent",
            birth);

    @Test
    void raceWhenTwoNodesWantTheSameThenEachThingHappensOnce() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        try (ChildJvm child = ChildJvm.start(
                RacingNode.class,
                TestDatabase.POSTGRES.url(),
                table.prefix(),
                String.valueOf(birth.getEpochSecond()))) {
            assertThat(child.readLine()).isEqualTo("ready");
            child.go();
            lines.addAll(here.race());
            lines.addAll(child.restOfOutput());
            assertThat(child.exitCode()).isZero();
        }
        assertThat(lines).hasSize(2 * RacingNode.THREADS * (RacingNode.SESSIONS + RacingNode.CONVERTED));
        assertEachGenerationOnce(lines);
        assertEveryClaimSurvived();
        assertOneBegan(lines);
    }

    private static void assertEachGenerationOnce(List<String> lines) {
        List<String> rotated =
                lines.stream().filter(line -> line.startsWith("rotated")).toList();
        Set<String> answers = lines.stream()
                .filter(line -> line.contains("rotated-"))
                .map(line -> line.substring(line.indexOf(' ')))
                .collect(Collectors.toSet());

        assertThat(rotated).hasSize(RacingNode.SESSIONS);
        assertThat(answers).hasSize(RacingNode.SESSIONS).allMatch(answer -> answer.split(" ", -1)[2].equals("1"));
    }

    private void assertEveryClaimSurvived() {
        for (int i = 0; i < RacingNode.CLAIMED; i++) {
            SessionSnapshot session = table.next(here.session("claimed", i));
            assertThat(session.claims().names()).hasSize(2 * RacingNode.THREADS);
            assertThat(session.claimsVersion()).isEqualTo(2 * RacingNode.THREADS);
        }
    }

    private static void assertOneBegan(List<String> lines) {
        assertThat(lines)
                .filteredOn(line -> line.startsWith("begun"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RacingNode.CONVERTED)
                        .mapToObj(i -> String.format("begun convert-%08d", i))
                        .toList());
    }
}
