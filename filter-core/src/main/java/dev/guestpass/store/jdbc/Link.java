// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One connection for the length of one step, and how its work is committed.
 *
 * @param rows the table, through this connection
 * @param isJoined whether a transaction of the caller's is under way, which is then the caller's to commit
 */
record Link(Rows rows, boolean isJoined) {

    /** What is done with the table. */
    interface Work<T> {
        T on(Rows rows) throws SQLException;
    }

    /** Commits each statement by itself, which spares the round trip of a commit; also where the pool's default differs. */
    <T> T statementByStatement(Work<T> work) throws SQLException {
        Connection connection = rows.connection();
        boolean before = connection.getAutoCommit();
        if (before) {
            return work.on(rows);
        }
        connection.setAutoCommit(true);
        try {
            return work.on(rows);
        } finally {
            Quietly.run(() -> connection.setAutoCommit(false));
        }
    }

    /** Commits all statements together, or none of them if anything at all goes wrong. */
    <T> T inOneTransaction(Work<T> work) throws SQLException {
        Connection connection = rows.connection();
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        T result = commitOrUndo(connection, before, work);
        if (before) {
            Quietly.run(() -> connection.setAutoCommit(true));
        }
        return result;
    }

    /** Auto-commit is put back only once all is undone: to switch it on commits what is still open. */
    private <T> T commitOrUndo(Connection connection, boolean before, Work<T> work) throws SQLException {
        try {
            T result = work.on(rows);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            Quietly.run(() -> {
                connection.rollback();
                connection.setAutoCommit(before);
            });
            throw e;
        }
    }
}
