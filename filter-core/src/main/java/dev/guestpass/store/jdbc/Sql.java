// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.util.Collections;
import java.util.stream.Collectors;

/**
 * The texts of all statements but the {@linkplain RotationSql rotation}. The table's name is the one thing that is spliced
 * in, and its prefix is checked; all else is bound.
 *
 * @param dialect whose SQL it is
 * @param prefix how the table's name begins
 */
record Sql(Dialect dialect, String prefix) {

    /** What identifies a row and its state, and then all that is in it. */
    static String columns(String table) {
        return table + "sid, " + table + "revision, "
                + RowFormat.COLUMNS.stream().map(table::concat).collect(Collectors.joining(", "));
    }

    String table() {
        return prefix + "session";
    }

    String lineage() {
        return prefix + "lineage";
    }

    /** Store time and the row, which may be missing, in one round trip. Takes: shift, sid. */
    String read() {
        return "select c.store_now, " + columns("t.") + " from " + clock() + " c left join " + table()
                + " t on t.sid = ?";
    }

    /** Store time alone. Takes: shift. */
    String time() {
        return "select c.store_now from " + clock() + " c";
    }

    /** Store time alone, as a table. Takes: shift. */
    String clock() {
        return "(select " + dialect.now() + " + ? as store_now)";
    }

    /** Store time and the row, which no one else can change from then on. Takes: shift, sid. */
    String lock() {
        return "select " + dialect.now() + " + ? as store_now, " + columns("t.") + " from " + table()
                + " t where t.sid = ? for update";
    }

    /** Takes: sid, all columns. Row count 0, or a complaint of the key, if there is such a row. */
    String insert() {
        String marks = String.join(", ", Collections.nCopies(RowFormat.COLUMNS.size(), "?"));
        String insert = "insert into " + table() + " (" + columns("") + ") values (?, 0, " + marks + ")";
        return dialect == Dialect.POSTGRESQL ? insert + " on conflict (sid) do nothing" : insert;
    }

    /** Takes: all columns, sid, revision. Row count 0 if the row was changed since. */
    String update() {
        return "update " + table() + " set " + String.join(" = ?, ", RowFormat.COLUMNS)
                + " = ?, revision = revision + 1 where sid = ? and revision = ?";
    }

    /** Takes: the earliest moment. */
    String endedSince() {
        return "select sid, ended_at from " + table() + " where ended_at >= ?";
    }

    /**
     * Rows to delete, but those that a transaction is at work on. The scalar query is evaluated once, so the index can be
     * used although the time it asks for goes on. Takes: what counts as expired, shift, limit.
     */
    String lockExpired(String table) {
        return "select sid from " + table + " where keep_until <= (select least(?, " + dialect.now()
                + " + ?)) order by keep_until limit ? for update skip locked";
    }

    /** Takes: what {@link LineageFormat} binds, store time, and until when to keep it. */
    String keep() {
        String values = " (" + LineageFormat.KEPT + ") values ("
                + String.join(", ", Collections.nCopies(LineageFormat.KEPT.split(",", -1).length, "?")) + ")";
        return switch (dialect) {
            case POSTGRESQL ->
                "insert into " + lineage() + values + " on conflict (sid) do update set " + LineageFormat.REPLACED;
            case MYSQL -> "replace into " + lineage() + values;
            case H2 -> "merge into " + lineage() + values.replace(") values", ") key (sid) values");
        };
    }

    /** Takes: the value, shift, limit. */
    String receipts(String column) {
        return "select " + LineageFormat.COLUMNS + " from " + lineage() + " where " + column + " = ? and keep_until > "
                + dialect.now() + " + ? order by kept_at desc limit ?";
    }

    /** Takes: as many sids. */
    String delete(String table, int rows) {
        return "delete from " + table + " where sid in (" + String.join(", ", Collections.nCopies(rows, "?")) + ")";
    }
}
