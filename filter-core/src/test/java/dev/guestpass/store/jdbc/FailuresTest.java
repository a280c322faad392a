// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that can not answer says so, in time, and says nothing about the session. */
class FailuresTest {

    private static final Duration BUDGET = Duration.ofSeconds(1);

    private TestStore table(TestDatabase database) {
        return TestStore.of(database, getClass());
    }

    private static HikariDataSource impatientPool(TestDatabase database, int size) {
        HikariConfig config = TestDatabase.config(size, database.url());
        config.setConnectionTimeout(500);
        return new HikariDataSource(config);
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenRowIsLockedForLongThenExceptionInTimeAndConnectionIsGood(TestDatabase database) throws SQLException {
        TestStore table = table(database);
        SessionSnapshot session = table.next(table.born());
        try (HikariDataSource pool = impatientPool(database, 1);
                Connection other = database.pool().getConnection()) {
            SessionStore store = table.on(pool).timeBudget(BUDGET).build();
            other.setAutoCommit(false);
            new Rows(other, new Sql(Dialect.of(other), table.prefix()), 5, 0).lock(session.sessionId());
            long start = System.nanoTime();

            assertThatThrownBy(() -> store.rotate(session, StoreUnderTest.POLICY))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("rotate a session");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET.multipliedBy(9));
            other.rollback();
            other.setAutoCommit(true);
            assertThat(store.rotate(session, StoreUnderTest.POLICY)).isInstanceOf(RotateOutcome.Rotated.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rotateWhenRowIsDamagedThenExceptionAndOthersGoOn(TestDatabase database) {
        TestStore table = table(database);
        SessionSnapshot session = table.next(table.born());
        database.execute("update " + table.table() + " set claims = '{'");

        assertThatThrownBy(() -> table.rotate(session))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageNotContaining(session.sessionId().value());
        assertThatThrownBy(() -> table.store().inspect(session, StoreUnderTest.POLICY))
                .isInstanceOf(SessionStoreException.class);

        assertThat(table.next(table.born()).generation()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "first_uses, '7'",
        "lease_length, 'long'",
        "converted_at, 'once'",
        "conversion_kind, 'SOLD'",
        "account_id, null"
    })
    void inspectWhenColumnIsDamagedThenException(String column, String value) {
        TestStore table = table(TestDatabase.H2);
        SessionSnapshot session = table.born();
        table.begin(session, "ann");
        TestDatabase.H2.execute(
                "update " + table.table() + " set conversion_id = 'c', account_id = 'a', converted_login"
                        + " = 'l', conversion_kind = 'MERGED', converted_at = '2026-01-01T00:00:00Z'");
        table.store().inspect(session, StoreUnderTest.POLICY);
        TestDatabase.H2.execute("update " + table.table() + " set " + column + " = "
                + (value.equals("null") ? value : "'" + value + "'"));

        assertThatThrownBy(() -> table.store().inspect(session, StoreUnderTest.POLICY))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("22000");
    }

    @Test
    void rotateWhenPoolIsExhaustedThenException() throws SQLException {
        TestStore table = table(TestDatabase.H2);
        try (HikariDataSource pool = impatientPool(TestDatabase.H2, 1);
                Connection taken = pool.getConnection()) {
            SessionStore store = table.on(pool).build();

            assertThatThrownBy(() -> store.rotate(table.born(), StoreUnderTest.POLICY))
                    .isInstanceOf(SessionStoreException.class);
            assertThat(taken.isClosed()).isFalse();
        }
    }

    @Test
    void rotateWhenInterruptedWhileWaitingForConnectionThenExceptionAndFlagIsKept() throws SQLException {
        TestStore table = table(TestDatabase.H2);
        try (HikariDataSource pool = impatientPool(TestDatabase.H2, 1);
                Connection taken = pool.getConnection()) {
            SessionStore store = table.on(pool).build();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> store.rotate(table.born(), StoreUnderTest.POLICY))
                    .isInstanceOf(SessionStoreException.class);
            assertThat(taken.isClosed()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static DataSource failing(TestDatabase database, int times, String state) {
        AtomicInteger calls = new AtomicInteger();
        return WatchedDataSource.around(database.pool(), (call, isDone) -> {
            if (!isDone && call.startsWith("execute") && calls.getAndIncrement() < times) {
                throw new SQLException("Try again", state);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void rotateWhenUndoneThreeTimesThenRepeatedAndDone(String state) {
        TestStore table = table(TestDatabase.H2);
        SessionStore store = table.on(failing(TestDatabase.H2, 3, state)).build();

        assertThat(store.rotate(table.born(), StoreUnderTest.POLICY)).isInstanceOf(RotateOutcome.Rotated.class);
    }

    @ParameterizedTest
    @CsvSource({"4, 40001", "1, 08006", "1, 57P01", "1, 25006"})
    void rotateWhenUndoneTooOftenOrOtherwiseThenException(int times, String state) {
        TestStore table = table(TestDatabase.H2);
        SessionStore store = table.on(failing(TestDatabase.H2, times, state)).build();

        assertThatThrownBy(() -> store.rotate(table.born(), StoreUnderTest.POLICY))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining(state);
    }

    @Test
    void beginConversionWhenUndoneInCallersTransactionThenNotRepeated() throws SQLException {
        TestStore table = table(TestDatabase.H2);
        try (Connection callers = TestDatabase.H2.pool().getConnection()) {
            callers.setAutoCommit(false);
            DataSource aware = WatchedDataSource.around(new SameConnection(callers).source(), (call, isDone) -> {
                throw new SQLException("Deadlock", "40001");
            });
            SessionStore store =
                    table.on(TestDatabase.H2.pool()).joinTransactionsOf(aware).build();

            assertThatThrownBy(() -> store.beginConversion(table.born(), StoreUnderTest.claim("ann")))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("begin a conversion");
            callers.rollback();
            callers.setAutoCommit(true);
        }
    }
}
