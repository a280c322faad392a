// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.SessionStore.RotateOutcome.Adopted;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.TestSnapshots;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deleting what has expired, while everything else goes on. */
class ExpiredRowsTest {

    private static final Duration UNTIL_EXPIRED = TestSnapshots.LIFETIME.plusHours(2);
    private static final int THREADS = 8;

    private TestStore table(TestDatabase database) {
        return TestStore.of(database, getClass());
    }

    private static List<SessionSnapshot> expired(TestStore table, int count) {
        List<SessionSnapshot> sessions = IntStream.range(0, count)
                .mapToObj(i -> table.next(table.born()))
                .toList();
        table.advance(UNTIL_EXPIRED);
        return sessions;
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenMoreThanOneBatchThenAllUpToTheLimit(TestDatabase database) {
        TestStore table = table(database);
        expired(table, 1_050);

        assertThat(table.store().deleteExpired(table.now(), 1_020)).isEqualTo(1_020);
        assertThat(table.store().deleteExpired(table.now(), 1_020)).isEqualTo(30);
        assertThat(table.store().deleteExpired(table.now(), 1_020)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenReceiptsTimeIsOverThenItsRowGoesToo(TestDatabase database) {
        TestStore table = table(database);
        table.complete(table.born(), "ann", "account-1");
        table.advance(LineageStore.DEFAULT_KEEP.minusDays(1));

        assertThat(table.store().deleteExpired(table.now(), 1_000)).isOne();
        table.advance(Duration.ofDays(2));
        assertThat(table.store().deleteExpired(table.now(), 1_000)).isOne();
        assertThat(table.store().deleteExpired(table.now(), 1_000)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenManyDoItAtOnceThenEachRowCountsOnce(TestDatabase database) {
        TestStore table = table(database);
        expired(table, 200);

        List<Integer> deleted = Race.of(THREADS, i -> table.store().deleteExpired(table.now(), 1_000));

        int rest = table.store().deleteExpired(table.now(), 1_000);
        assertThat(deleted.stream().mapToInt(Integer::intValue).sum() + rest).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenOthersRotateThenNobodyIsLost(TestDatabase database) {
        TestStore table = table(database);
        expired(table, 100);
        List<SessionSnapshot> living =
                IntStream.range(0, 100).mapToObj(i -> table.next(table.born())).toList();

        Race.of(THREADS, i -> i % 2 == 0 ? table.store().deleteExpired(table.now(), 60) : rotateAll(table, living));

        assertThat(living)
                .allSatisfy(session -> assertThat(table.rotate(session)).isNotInstanceOf(Adopted.class));
    }

    private static Integer rotateAll(TestStore table, List<SessionSnapshot> sessions) {
        sessions.forEach(table::rotate);
        return sessions.size();
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenRowIsLockedThenPassedOverAtOnce(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        List<SessionSnapshot> sessions = expired(table, 3);
        try (Connection other = database.pool().getConnection()) {
            other.setAutoCommit(false);
            Rows rows = new Rows(other, new Sql(Dialect.of(other), table.prefix()), 5, 0);
            rows.lock(sessions.get(1).sessionId());

            assertThat(table.store().deleteExpired(table.now(), 1_000)).isEqualTo(2);

            other.rollback();
            other.setAutoCommit(true);
        }
        assertThat(table.store().deleteExpired(table.now(), 1_000)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenNodesClockIsAheadThenDatabasesTimeCounts(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        table.store().end(session);

        assertThat(table.store().deleteExpired(table.now().plus(UNTIL_EXPIRED), 1_000))
                .isZero();
        assertThat(table.ended()).contains(session.sessionId());
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenRowExpiredAndIsNotYetDeletedThenAsIfThereWereNone(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot old = table.born();
        table.store().end(old);
        table.advance(UNTIL_EXPIRED);
        SessionSnapshot again = new SessionSnapshot(
                old.sessionId(),
                old.subject(),
                null,
                0,
                old.claims(),
                0,
                table.born().rotatedAt(),
                old.lifetime(),
                old.end());

        assertThat(table.rotate(again)).isInstanceOf(Rotated.class);
        assertThat(table.ended()).isEmpty();
    }
}
