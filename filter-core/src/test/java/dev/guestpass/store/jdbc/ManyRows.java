// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A table with many sessions, made by the database itself. */
final class ManyRows {

    private static final String SUBJECT = "'A-subject'";

    private ManyRows() {}

    static String sid(int number) {
        return String.format("many-%010d", number);
    }

    /** Sessions at generation 3 that expire within ten days after a moment, each hundredth of them ended; and receipts of them all. */
    static void fill(Connection connection, Sql sql, int count, long now) throws SQLException {
        fillSessions(connection, sql, count, now);
        Rows rows = Rows.of(sql, count, now);
        insert(
                connection,
                sql,
                sql.lineage(),
                " (sid, subject, account_id, conversion_id, conversion_kind, converted_at, claims, kept_at, keep_until)"
                        + " select " + rows.sid + ", concat('A-subject-', " + rows.text + "), concat('account-', "
                        + rows.text + "), 'conversion', 'MERGED', '2026-01-02T03:04:05Z', '{}', " + now + ", "
                        + rows.later + " from " + rows.source);
    }

    /** The sessions alone. */
    static void fillSessions(Connection connection, Sql sql, int count, long now) throws SQLException {
        Rows rows = Rows.of(sql, count, now);
        insert(
                connection,
                sql,
                sql.table(),
                " (sid, revision, subject, generation, claims_version, claims, rotated_at, lifetime, ends_at, first_uses,"
                        + " oldest_use, newest_use, ended_at, keep_until) select " + rows.sid + ", 0, " + SUBJECT
                        + ", 3, 0, '{\"cart\":\"c-1\"}', " + now + ", 2419200000000, " + (now + 15_552_000_000_000L)
                        + ", '', 0, 0, case when mod(" + rows.number + ", 100) = 0 then " + now + " - " + rows.number
                        + " * 10000000 end, " + rows.later + " from " + rows.source);
    }

    private static void insert(Connection connection, Sql sql, String table, String rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into " + table + rows);
            statement.execute((sql.dialect() == Dialect.POSTGRESQL ? "vacuum analyze " : "analyze table ") + table);
        }
    }

    /** How a database counts, and what it makes of a number. */
    private record Rows(String source, String number, String text, String sid, String later) {

        static Rows of(Sql sql, int count, long now) {
            boolean isPostgres = sql.dialect() == Dialect.POSTGRESQL;
            String number = isPostgres ? "i::bigint" : "seq";
            String text = isPostgres ? "i::text" : "seq";
            return new Rows(
                    isPostgres ? "generate_series(1, " + count + ") as n(i)" : "seq_1_to_" + count,
                    number,
                    text,
                    "concat('many-', lpad(" + text + ", 10, '0'))",
                    now + " + mod(" + number + " * 7919, 864000) * 1000000");
        }
    }
}
