// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps that stay done whatever becomes of the request, and leave the connection as it was. */
class OwnTransactionTest {

    private TestStore table(TestDatabase database) {
        return TestStore.of(database, getClass());
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenCallersTransactionRollsBackThenRotated(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        try (Connection callers = database.pool().getConnection()) {
            callers.setAutoCommit(false);
            table.next(session);
            callers.rollback();
            callers.setAutoCommit(true);
        }
        assertThat(table.repeated(session, StoreUnderTest.STRICT).generation()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void endWhenPoolHasAutoCommitOffThenCommitted(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        SessionSnapshot other = table.born();
        try (HikariDataSource pool = database.poolWithoutAutoCommit(1)) {
            SessionStore store = table.on(pool).build();
            SessionSnapshot first = ((Rotated) store.rotate(session, StoreUnderTest.POLICY)).session();
            store.end(first);
            store.beginConversion(other, StoreUnderTest.claim("ann"));
            store.completeConversion(other, StoreUnderTest.claim("ann"), table.receipt(other, "account-1"));
            try (Connection same = pool.getConnection()) {
                assertThat(same.getAutoCommit()).isFalse();
            }
        }
        assertThat(table.rotate(session)).isEqualTo(new Ended());
        assertThat(table.rotate(other)).isEqualTo(new Ended());
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenDoneThenAutoCommitAndTimeoutsAreAsBefore(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        try (HikariDataSource pool = database.pool(1);
                Connection bare = pool.getConnection()) {
            var single = new SameConnection(bare);
            int timeout = bare.getNetworkTimeout();
            table.on(single.source()).build().deleteExpired(table.now(), 10);

            assertThat(bare.getAutoCommit()).isTrue();
            assertThat(bare.getNetworkTimeout()).isEqualTo(timeout);
            assertThat(bare.createStatement().getQueryTimeout()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleteExpiredWhenCommitFailsThenRolledBackAndGivenBack(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        table.store().end(session);
        table.advance(Duration.ofDays(200));
        List<String> calls = WatchedDataSource.calls();
        SessionStore failing = table.on(WatchedDataSource.around(database.pool(), (call, isDone) -> {
                    calls.add(call);
                    if (call.equals("commit")) {
                        throw new SQLException("The network is down", "08006");
                    }
                }))
                .build();

        assertThatThrownBy(() -> failing.deleteExpired(table.now(), 10))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("delete expired sessions")
                .hasMessageContaining("08006");

        assertThat(calls).contains("rollback");
        assertThat(table.ended()).contains(session.sessionId());
    }
}
