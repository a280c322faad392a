// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.util.Collections;

/**
 * The texts of all statements about verifications.
 *
 * @param sql speaks the dialect and has the prefix
 */
record VerificationSql(Sql sql) {

    String table() {
        return sql.prefix() + "verification";
    }

    /** Store time and the row, which may be missing, in one round trip. Takes: shift, id. */
    String read() {
        return "select c.store_now, t.revision, t.body, t.keep_until from " + sql.clock() + " c left join " + table()
                + " t on t.id = ?";
    }

    /** Store time and the row, which no one else can change from then on. Takes: shift, id. */
    String lock() {
        return "select " + sql.dialect().now() + " + ? as store_now, t.revision, t.body, t.keep_until from " + table()
                + " t where t.id = ? for update";
    }

    /** Takes: body, moment, id. Row count 0, or a complaint of the key, if there is such a row. */
    String insert() {
        String insert = "insert into " + table() + " (body, keep_until, id, revision) values (?, ?, ?, 0)";
        return sql.dialect() == Dialect.POSTGRESQL ? insert + " on conflict (id) do nothing" : insert;
    }

    /** Takes: body, moment, id, revision. Row count 0 if the row was changed since. */
    String update() {
        return "update " + table()
                + " set body = ?, keep_until = ?, revision = revision + 1 where id = ? and revision = ?";
    }

    /** Takes: what counts as expired, shift, limit. As for sessions. */
    String lockExpired() {
        return "select id from " + table() + " where keep_until <= (select least(?, "
                + sql.dialect().now() + " + ?)) order by keep_until limit ? for update skip locked";
    }

    /** Takes: as many ids. */
    String delete(int rows) {
        return "delete from " + table() + " where id in (" + String.join(", ", Collections.nCopies(rows, "?")) + ")";
    }
}
