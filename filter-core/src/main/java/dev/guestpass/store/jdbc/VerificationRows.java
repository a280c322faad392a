// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.store.Patience;
import dev.guestpass.store.VerificationFormat;
import dev.guestpass.store.VerificationRecord;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of verifications, through one connection. Each method is one statement.
 *
 * @param rows the connection and how statements are run on it
 * @param sql the texts
 */
record VerificationRows(Rows rows, VerificationSql sql) {

    static VerificationRows of(Rows rows) {
        return new VerificationRows(rows, new VerificationSql(rows.sql()));
    }

    /**
     * What was found under a key.
     *
     * @param key the key
     * @param now store time, of the same statement
     * @param row what the row holds, or {@code null} if there is none
     * @param revision how often the row was written, which tells whether it was written since
     */
    record Found(String key, Instant now, @Nullable VerificationRecord row, long revision) {

        /** The record to decide by: one that has had its time is as good as none, also before it is deleted. */
        @Nullable
        VerificationRecord before() {
            return row != null && row.keepUntil().isAfter(now) ? row : null;
        }
    }

    /** Reads without locking anything. */
    Found read(String key) throws SQLException {
        return rows.run(sql.read(), (statement, parameters) -> {
            parameters.number(rows.shift()).text(key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return found(key, row);
            }
        });
    }

    /** Locks the row until the transaction ends; empty if there is none. */
    Optional<Found> lock(String key) throws SQLException {
        return rows.run(sql.lock(), (statement, parameters) -> {
            parameters.number(rows.shift()).text(key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(found(key, row)) : Optional.empty();
            }
        });
    }

    /** A row that somebody damaged is no outcome but an error. */
    private static Found found(String key, ResultSet row) throws SQLException {
        Instant now = Micros.instant(row.getLong("store_now"));
        long revision = row.getLong("revision");
        String body = row.getString("body");
        Instant keepUntil = Micros.instant(row.getLong("keep_until"));
        try {
            return new Found(key, now, body == null ? null : VerificationFormat.read(body, keepUntil), revision);
        } catch (IllegalArgumentException e) {
            throw new SQLDataException("The row of a verification is damaged", "22000", e);
        }
    }

    /** Writes, unless the row was written or made since. Tells whether it did. */
    boolean write(Found since, VerificationRecord after) throws SQLException {
        Patience.requireSomebodyWaits();
        return since.row() == null ? insert(since.key(), after) : update(since, after);
    }

    private boolean insert(String key, VerificationRecord after) throws SQLException {
        try {
            return rows.run(sql.insert(), (statement, parameters) -> {
                bind(key, after, parameters);
                return statement.executeUpdate() == 1;
            });
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean update(Found since, VerificationRecord after) throws SQLException {
        return rows.run(sql.update(), (statement, parameters) -> {
            bind(since.key(), after, parameters).number(since.revision());
            return statement.executeUpdate() == 1;
        });
    }

    private static Parameters bind(String key, VerificationRecord after, Parameters parameters) throws SQLException {
        return parameters
                .text(VerificationFormat.write(after))
                .moment(after.keepUntil())
                .text(key);
    }

    /** Deletes rows that have expired, but none that another transaction has locked. */
    int deleteExpired(Instant now, int limit) throws SQLException {
        List<String> expired = rows.run(sql.lockExpired(), (statement, parameters) -> {
            parameters.moment(now).number(rows.shift()).number(limit);
            List<String> keys = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
            return keys;
        });
        return expired.isEmpty() ? 0 : delete(expired);
    }

    private int delete(List<String> keys) throws SQLException {
        return rows.run(sql.delete(keys.size()), (statement, parameters) -> {
            for (String key : keys) {
                parameters.text(key);
            }
            return statement.executeUpdate();
        });
    }
}
