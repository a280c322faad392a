// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.BeginOutcome.AlreadyConverted;
import dev.guestpass.store.SessionStore.BeginOutcome.Begun;
import dev.guestpass.store.SessionStore.BeginOutcome.InProgress;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of a conversion as part of the caller's transaction. */
class JoinedTransactionTest {

    private TestStore table(TestDatabase database) {
        return TestStore.of(database, getClass());
    }

    private static ConversionReceipt convert(SessionStore store, TestStore table, SessionSnapshot session) {
        assertThat(store.beginConversion(session, StoreUnderTest.claim("ann"))).isInstanceOf(Begun.class);
        return store.completeConversion(session, StoreUnderTest.claim("ann"), table.receipt(session, "account-1"));
    }

    @ParameterizedTest
    @EnumSource
    void completeConversionWhenTransactionRollsBackThenNeverHappened(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        try (Connection callers = database.pool().getConnection()) {
            callers.setAutoCommit(false);
            convert(
                    table.on(database.pool())
                            .joinTransactionsOf(new SameConnection(callers).source())
                            .build(),
                    table,
                    session);
            callers.rollback();
            callers.setAutoCommit(true);
        }

        assertThat(table.store().lineage().orElseThrow().receiptOf(session.subject()))
                .isEmpty();
        assertThat(table.begin(session, "bob")).isEqualTo(new Begun(session));
    }

    @ParameterizedTest
    @EnumSource
    void completeConversionWhenTransactionCommitsThenCompleted(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        SessionSnapshot session = table.next(table.born());
        ConversionReceipt receipt;
        try (Connection callers = database.pool().getConnection()) {
            callers.setAutoCommit(false);
            receipt = convert(
                    table.on(database.pool())
                            .joinTransactionsOf(new SameConnection(callers).source())
                            .build(),
                    table,
                    session);
            callers.commit();
            callers.setAutoCommit(true);
        }

        assertThat(table.begin(session, "ann")).isEqualTo(new AlreadyConverted(receipt));
        assertThat(table.store().lineage().orElseThrow().receiptOf(session.subject()))
                .contains(receipt);
        assertThat(table.rotate(session)).isEqualTo(new RotateOutcome.Ended());
    }

    @ParameterizedTest
    @EnumSource
    void completeConversionWhenJoinedThenNeitherCommitNorRollbackNorAutoCommit(TestDatabase database)
            throws SQLException {
        TestStore table = table(database);
        List<String> calls = WatchedDataSource.calls();
        try (Connection callers = database.pool().getConnection()) {
            callers.setAutoCommit(false);
            var watched = WatchedDataSource.recording(new SameConnection(callers).source(), calls);
            SessionStore store =
                    table.on(database.pool()).joinTransactionsOf(watched).build();
            SessionSnapshot session = table.born();
            convert(store, table, session);
            store.abandonConversion(session, StoreUnderTest.claim("ann"));
            callers.rollback();
            callers.setAutoCommit(true);
        }

        assertThat(calls).isNotEmpty().doesNotContain("commit", "rollback", "setAutoCommit");
    }

    @ParameterizedTest
    @EnumSource
    void beginConversionWhenThereIsNoTransactionThenCommitted(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        try (HikariDataSource aware = database.pool(1)) {
            SessionStore store =
                    table.on(database.pool()).joinTransactionsOf(aware).build();

            assertThat(store.beginConversion(session, StoreUnderTest.claim("ann")))
                    .isEqualTo(new Begun(session));
        }
        assertThat(table.begin(session, "ann")).isInstanceOf(InProgress.class);
    }

    @ParameterizedTest
    @EnumSource
    void endWhenTransactionRollsBackThenEndedAllTheSame(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        try (Connection callers = database.pool().getConnection()) {
            callers.setAutoCommit(false);
            table.on(database.pool())
                    .joinTransactionsOf(new SameConnection(callers).source())
                    .build()
                    .end(session);
            callers.rollback();
            callers.setAutoCommit(true);
        }

        assertThat(table.rotate(session)).isEqualTo(new RotateOutcome.Ended());
    }

    @ParameterizedTest
    @EnumSource
    void beginConversionWhenPoolHasAutoCommitOffThenRefusedBecauseItCouldBeLost(TestDatabase database) {
        TestStore table = table(database);
        try (HikariDataSource pool = database.poolWithoutAutoCommit(2);
                HikariDataSource aware = database.pool(1)) {
            SessionStore store = table.on(pool).joinTransactionsOf(aware).build();

            assertThatThrownBy(() -> store.beginConversion(table.born(), StoreUnderTest.claim("ann")))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("switch auto-commit on in the pool");
        }
    }

    @ParameterizedTest
    @EnumSource
    void beginConversionWhenPoolHasAutoCommitOffAndSomebodyKnowsOfNoTransactionThenCommitted(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        try (HikariDataSource pool = database.poolWithoutAutoCommit(2);
                HikariDataSource aware = database.poolWithoutAutoCommit(1)) {
            SessionStore store =
                    table.on(pool).joinTransactionsOf(aware, () -> false).build();

            assertThat(store.beginConversion(session, StoreUnderTest.claim("ann")))
                    .isEqualTo(new Begun(session));
        }
        assertThat(table.begin(session, "ann")).isInstanceOf(InProgress.class);
    }

    @ParameterizedTest
    @EnumSource
    void completeConversionWhenSomebodyKnowsOfATransactionThenPartOfIt(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        SessionSnapshot session = table.born();
        try (HikariDataSource pool = database.poolWithoutAutoCommit(2);
                Connection callers = pool.getConnection()) {
            var aware = new SameConnection(callers).source();
            convert(table.on(pool).joinTransactionsOf(aware, () -> true).build(), table, session);
            callers.rollback();
        }

        assertThat(table.begin(session, "bob")).isEqualTo(new Begun(session));
    }
}
