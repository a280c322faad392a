// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** No statement reads the whole table. */
class QueryPlanTest {

    private static final int ROWS = 20_000;
    private static final long NOW = 1_800_000_000_000_000L;

    /** Ten days' worth of rows that expire one after the other, of which each hundredth has ended. */
    private static Sql filled(TestDatabase database) throws SQLException {
        TestStore table = TestStore.of(database, QueryPlanTest.class);
        try (Connection connection = database.pool().getConnection()) {
            Sql sql = new Sql(Dialect.of(connection), table.prefix());
            ManyRows.fill(connection, sql, ROWS, NOW);
            return sql;
        }
    }

    private static String explain(TestDatabase database, String sql, Object... values) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement("explain " + sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        plan.append(row.getString(column)).append(' ');
                    }
                    plan.append('\n');
                }
            }
        }
        return plan.toString();
    }

    /** PostgreSQL says it in words; MariaDB says ALL, or index for a whole index, before the list of possible keys. */
    private static void assertUses(String plan, String index) {
        assertThat(plan)
                .containsIgnoringCase(index)
                .doesNotContain("Seq Scan on query")
                .doesNotContainPattern("(SIMPLE|PRIMARY|UPDATE|DELETE) [a-z_]+ (ALL|index) ");
    }

    private static String key(TestDatabase database, Sql sql) {
        return database == TestDatabase.POSTGRES ? sql.table() + "_pkey" : "PRIMARY";
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    void explainWhenTableIsLargeThenEveryStatementUsesItsIndex(TestDatabase database) throws SQLException {
        Sql sql = filled(database);
        String sid = ManyRows.sid(4_711);
        String key = key(database, sql);

        assertUses(explain(database, sql.read(), 0L, sid), key);
        assertUses(explain(database, sql.lock(), 0L, sid), key);
        assertUses(explain(database, sql.update(), update(sid)), key);
        assertUses(explain(database, sql.delete(sql.table(), 3), sid, "b-2345678", "c-2345678"), key);
        assertUses(explain(database, sql.endedSince(), NOW - 60_000_000L), sql.table() + "_ended_at");
        assertUses(explain(database, sql.lockExpired(sql.table()), NOW, 0L, 500L), sql.table() + "_keep_until");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    void explainWhenThereAreManyReceiptsThenEveryLookUpUsesItsIndex(TestDatabase database) throws SQLException {
        Sql sql = filled(database);
        String table = sql.lineage();

        assertUses(explain(database, sql.receipts(LineageFormat.SUBJECT), "A-subject-7", 0L, 1L), table + "_subject");
        assertUses(explain(database, sql.receipts(LineageFormat.ACCOUNT), "account-7", 0L, 20L), table + "_account");
        assertUses(explain(database, sql.lockExpired(table), NOW, 0L, 500L), table + "_keep_until");
        assertUses(
                explain(database, sql.delete(table, 2), ManyRows.sid(7), "b-2345678"),
                database == TestDatabase.POSTGRES ? table + "_pkey" : "PRIMARY");
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRES")
    void explainWhenRotationIsOneStatementThenItUsesTheKey(TestDatabase database) throws SQLException {
        Sql sql = filled(database);
        String sid = ManyRows.sid(4_711);
        RotationSql rotation = new RotationSql(sql);

        assertUses(explain(database, rotation.rotate(), 0L, sid, 3L, 0L, NOW, NOW, "1:%"), key(database, sql));
        assertThat(explain(
                        database,
                        rotation.rotateOrInsert(),
                        Stream.concat(
                                        Stream.of(0L, sid, "sub", "tenant", "{}", 1L, NOW, NOW, 1L, NOW, NOW),
                                        Stream.of(0L, 0L, NOW, NOW, "1:%"))
                                .toArray()))
                .contains("Conflict Arbiter Indexes: " + key(database, sql))
                .doesNotContain("Seq Scan");
    }

    private static Object[] update(String sid) {
        Stream<Object> columns = RowFormat.COLUMNS.stream().map(QueryPlanTest::value);
        return Stream.concat(columns, Stream.of(sid, 0L)).toArray();
    }

    private static Object value(String column) {
        boolean isNumber = List.of(
                        "generation", "claims_version", "rotated_at", "lifetime", "ends_at", "oldest_use", "newest_use")
                .contains(column);
        return isNumber || column.endsWith("_until") || column.equals("ended_at") ? (Object) 0L : "x";
    }
}
