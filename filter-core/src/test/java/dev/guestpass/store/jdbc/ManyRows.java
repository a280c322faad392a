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

    /** Receipts of them all, and sessions at generation 3 that expire within ten days after a moment; each hundredth has ended. */
    static void fill(Connection connection, Sql sql, int count, long now) throws SQLException {
        boolean isPostgres = sql.dialect() == Dialect.POSTGRESQL;
        String numbers = isPostgres ? "generate_series(1, " + count + ") as n(i)" : "seq_1_to_" + count;
        String i = isPostgres ? "i::bigint" : "seq";
        String number = isPostgres ? "i::text" : "seq";
        String later = now + " + mod(" + i + " * 7919, 864000) * 1000000";
        String insert = "insert into " + sql.table() + " (sid, revision, subject, generation, claims_version, claims,"
                + " rotated_at, lifetime, ends_at, first_uses, oldest_use, newest_use, ended_at, keep_until)"
                + " select concat('many-', lpad(" + number + ", 10, '0')), 0, " + SUBJECT
                + ", 3, 0, '{\"cart\":\"c-1\"}', "
                + now + ", 2419200000000, " + (now + 15_552_000_000_000L) + ", '', 0, 0, case when mod(" + i
                + ", 100) = 0 then " + now + " - " + i + " * 10000000 end, " + later + " from " + numbers;
        String receipts = "insert into " + sql.lineage() + " (sid, subject, account_id, conversion_id, conversion_kind,"
                + " converted_at, claims, kept_at, keep_until) select concat('many-', lpad(" + number
                + ", 10, '0')), concat('A-subject-', " + number + "), concat('account-', " + number
                + "), 'conversion', 'MERGED', '2026-01-02T03:04:05Z', '{}', " + now + ", " + later + " from " + numbers;
        try (Statement statement = connection.createStatement()) {
            statement.execute(insert);
            statement.execute(receipts);
            statement.execute((isPostgres ? "vacuum analyze " : "analyze table ") + sql.lineage());
            statement.execute((isPostgres ? "vacuum analyze " : "analyze table ") + sql.table());
        }
    }
}
