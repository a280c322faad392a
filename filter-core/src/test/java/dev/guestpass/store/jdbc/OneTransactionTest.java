// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome.AlreadyConverted;
import dev.guestpass.conversion.ConversionOutcome.Converted;
import dev.guestpass.conversion.ConversionOutcome.InProgress;
import dev.guestpass.conversion.ConversionOutcome.Rejected;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.session.ManyClicks;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The converter's writes and the receipt: both, or neither. */
class OneTransactionTest {

    private final Instant birth = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final SessionSnapshot session = ConvertingNode.session("dying", birth);
    private TestStore table;

    private ConvertingNode node(TestDatabase database, DataSource pool, Runnable afterwards) {
        table = TestStore.of(database, getClass());
        String orders = table.prefix() + "orders";
        database.execute("create table if not exists " + orders
                + " (conversion_id varchar(64) not null primary key, account varchar(64) not null)");
        database.execute("delete from " + orders);
        return new ConvertingNode(pool, table.on(database.pool()), orders, afterwards);
    }

    /** Where the node died, another one has the same table and no fault. */
    private ConvertingNode successor(TestDatabase database) {
        return new ConvertingNode(database.pool(), table.on(database.pool()), table.prefix() + "orders", () -> {});
    }

    private List<String> orders() {
        List<String> found = new ArrayList<>();
        try (Connection connection = table.database().pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select account from " + table.prefix() + "orders order by account")) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private void assertNothingHappened() {
        assertThat(orders()).isEmpty();
        assertThat(table.rotate(session)).isInstanceOf(Rotated.class);
        assertThat(table.store().lineage().orElseThrow().receiptOf(session.subject()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void convertWhenAllIsWellThenBothAreThere(TestDatabase database) {
        ConvertingNode node = node(database, database.pool(), () -> {});

        ConversionReceipt receipt = ((Converted) node.convert(session, ConvertingNode.ANN)).receipt();

        assertThat(orders()).containsExactly("ann@example.com");
        assertThat(node.sessions().lineage().receiptOf(session.subject())).contains(receipt);
        assertThat(node.convert(session, ConvertingNode.ANN)).isEqualTo(new AlreadyConverted(receipt));
    }

    @ParameterizedTest
    @EnumSource
    void convertWhenConverterThrowsAfterItsWritesThenNeitherIsThere(TestDatabase database) {
        AtomicBoolean isBroken = new AtomicBoolean(true);
        ConvertingNode node = node(database, database.pool(), () -> {
            if (isBroken.get()) {
                throw new IllegalStateException("after the writes");
            }
        });

        assertThatThrownBy(() -> node.convert(session, ConvertingNode.ANN))
                .isInstanceOf(ConversionFailedException.class);
        assertNothingHappened();

        isBroken.set(false);
        assertThat(node.convert(session, ConvertingNode.BOB)).isInstanceOf(Converted.class);
        assertThat(orders()).containsExactly("bob@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void convertWhenCommitFailsThenSessionIsAliveAndNextAttemptFinishes(TestDatabase database) {
        AtomicBoolean isBroken = new AtomicBoolean();
        DataSource failing = WatchedDataSource.around(database.pool(), (call, isDone) -> {
            if (call.equals("commit") && isBroken.get()) {
                throw new SQLTransientConnectionException("The line is cut", "08006");
            }
        });
        ConvertingNode node = node(database, failing, () -> isBroken.set(true));

        assertThatThrownBy(() -> node.convert(session, ConvertingNode.ANN))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("could not be committed");
        assertNothingHappened();

        table.advance(StoreUnderTest.LEASE.plusSeconds(2));
        assertThat(successor(database).convert(session, ConvertingNode.BOB)).isInstanceOf(Rejected.class);
        assertThat(successor(database).convert(session, ConvertingNode.ANN)).isInstanceOf(Converted.class);
        assertThat(orders()).containsExactly("ann@example.com");
    }

    @ParameterizedTest
    @CsvSource({"after converter", "before commit"})
    void convertWhenNodeIsKilledInsideThenNothingIsHalfDoneAndNextAttemptFinishes(String where)
            throws InterruptedException {
        node(TestDatabase.POSTGRES, TestDatabase.POSTGRES.pool(), () -> {});

        kill(where);

        assertNothingHappened();
        ConvertingNode next = successor(TestDatabase.POSTGRES);
        assertThat(next.convert(session, ConvertingNode.ANN)).isInstanceOf(InProgress.class);
        table.advance(StoreUnderTest.LEASE.plusSeconds(2));
        assertThat(next.convert(session, ConvertingNode.BOB)).isInstanceOf(Rejected.class);
        assertThat(next.convert(session, ConvertingNode.ANN)).isInstanceOf(Converted.class);
        assertThat(orders()).containsExactly("ann@example.com");
    }

    @Test
    void convertWhenNodeIsKilledAfterTheCommitThenAlreadyConvertedByTheSameConversion() throws InterruptedException {
        ConvertingNode node = node(TestDatabase.POSTGRES, TestDatabase.POSTGRES.pool(), () -> {});

        kill("after commit");

        assertThat(orders()).containsExactly("ann@example.com");
        assertThat(node.convert(session, ConvertingNode.BOB)).isInstanceOf(Rejected.class);
        assertThat(node.convert(session, ConvertingNode.ANN)).isInstanceOf(AlreadyConverted.class);
        assertThat(node.sessions().lineage().accountOf(session.subject())).contains("ann@example.com");
    }

    private void kill(String where) throws InterruptedException {
        try (ChildJvm child = ChildJvm.start(
                DyingConversion.class,
                TestDatabase.POSTGRES.url(),
                table.prefix(),
                String.valueOf(birth.getEpochSecond()),
                where)) {
            assertThat(child.exitCode()).isEqualTo(DyingConversion.EXIT_CODE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRES"})
    void submitWhenSixtyFourThreadsOnTwoNodesThenOneEffectAndOneReceiptForAll(TestDatabase database) {
        List<String> effects = new CopyOnWriteArrayList<>();
        ConvertingNode one = node(database, database.pool(), () -> effects.add("one"));
        ConvertingNode other = new ConvertingNode(
                database.pool(), table.on(database.pool()), one.orders(), () -> effects.add("other"));

        ManyClicks.assertOneReceipt(one.sessions(), other.sessions(), session, effects);

        assertThat(orders()).containsExactly("ann@example.com");
    }
}
