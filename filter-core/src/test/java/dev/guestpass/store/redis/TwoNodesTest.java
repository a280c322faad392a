// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.InspectOutcome.Accepted;
import dev.guestpass.store.StoreUnderTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two JVMs of 16 threads each on one server: every generation, claim and conversion has one winner. */
class TwoNodesTest {

    private final String prefix = TestRedis.newPrefix();
    private final long birth = Instant.now().getEpochSecond();
    private final RacingNode node = RacingNode.on(TestRedis.connection(), prefix, birth);

    private List<String> race() {
        ChildJvm other = ChildJvm.start(
                RacingNode.class, TestRedis.shared().uri().toURI().toString(), prefix, Long.toString(birth));
        List<String> won = new ArrayList<>(node.run());
        won.addAll(other.output());
        assertThat(other.exitCode()).isZero();
        return won;
    }

    private SessionSnapshot current(int number) {
        Accepted accepted = (Accepted) node.store().inspect(node.session(number), StoreUnderTest.FIXED);
        return accepted.session();
    }

    @Test
    void anyStepWhenTwoNodesRaceThenOneWinnerEach() {
        List<String> won = race();

        Set<String> expected = new HashSet<>();
        for (int number = 0; number < RacingNode.SESSIONS; number++) {
            if (number < RacingNode.CONVERTED) {
                expected.add("begun " + number);
            }
            for (long generation = 1; generation <= current(number).generation(); generation++) {
                expected.add("rotated " + number + " to " + generation);
            }
        }
        assertThat(won).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        IntStream.range(RacingNode.CONVERTED, RacingNode.CONVERTED + RacingNode.UPDATED)
                .forEach(this::assertAllClaimsSurvived);
    }

    private void assertAllClaimsSurvived(int number) {
        SessionSnapshot current = current(number);
        assertThat(current.claims().names()).hasSize(2 * RacingNode.THREADS);
        assertThat(current.claimsVersion()).isEqualTo(2L * RacingNode.THREADS);
    }
}
