// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.BeginOutcome.AlreadyConverted;
import dev.guestpass.store.SessionStore.BeginOutcome.Begun;
import dev.guestpass.store.SessionStore.BeginOutcome.InProgress;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What the next request finds after a node died in the middle of a step. */
class DyingNodeTest {

    private static final String QUERY = "executeQuery";
    private static final String UPDATE = "executeUpdate";

    private final TestStore table = TestStore.of(TestDatabase.POSTGRES, getClass());
    private final Instant birth = table.now().truncatedTo(ChronoUnit.SECONDS);
    private final SessionSnapshot session = new RacingNode(table.store(), "next", birth).session("dying", 1);

    private void dieAt(String action, String call, int count, String when) throws InterruptedException {
        try (ChildJvm child = ChildJvm.start(
                DyingNode.class,
                TestDatabase.POSTGRES.url(),
                table.prefix(),
                String.valueOf(birth.getEpochSecond()),
                action,
                call,
                String.valueOf(count),
                when)) {
            assertThat(child.exitCode()).isEqualTo(DyingNode.EXIT_CODE);
        }
    }

    @Test
    void rotateWhenNodeDiedBeforeTheWriteThenRotated() throws InterruptedException {
        dieAt("rotate", QUERY, 1, "before");

        assertThat(table.rotate(session)).isInstanceOf(Rotated.class);
    }

    @Test
    void rotateWhenNodeDiedAfterTheWriteThenRepeated() throws InterruptedException {
        dieAt("rotate", QUERY, 1, "after");

        assertThat(table.rotate(session))
                .isInstanceOfSatisfying(
                        Repeated.class,
                        repeated -> assertThat(repeated.session().generation()).isEqualTo(1));
    }

    @Test
    void rotateWhenNodeDiedAfterEndThenEnded() throws InterruptedException {
        dieAt("end", UPDATE, 1, "after");

        assertThat(table.rotate(session)).isEqualTo(new Ended());
    }

    @Test
    void beginConversionWhenNodeDiedBeforeCompletionThenTakenOverOnceTheLeaseRanOut() throws InterruptedException {
        dieAt("convert", UPDATE, 2, "before");

        assertThat(table.begin(session, "ann")).isInstanceOf(InProgress.class);
        table.advance(StoreUnderTest.LEASE.plusSeconds(2));
        assertThat(table.begin(session, "ann")).isInstanceOf(Begun.class);
    }

    @Test
    void beginConversionWhenNodeDiedAfterCompletionThenAlreadyConverted() throws InterruptedException {
        dieAt("convert", "commit", 1, "after");

        assertThat(table.begin(session, "ann")).isEqualTo(new AlreadyConverted(DyingNode.receipt(session, birth)));
        assertThat(table.rotate(session)).isEqualTo(new Ended());
    }

    /** The child's store has the database's own time, so the row is made to have expired by that. */
    @Test
    void deleteExpiredWhenNodeDiedBeforeCommitThenNothingIsLockedOrLost() throws InterruptedException {
        table.next(session);
        TestDatabase.POSTGRES.execute("update " + table.table() + " set keep_until = 1");

        dieAt("delete", "commit", 1, "before");

        table.advance(TestSnapshots.LIFETIME);
        assertThat(table.store().deleteExpired(table.now(), 10)).isEqualTo(1);
    }
}
