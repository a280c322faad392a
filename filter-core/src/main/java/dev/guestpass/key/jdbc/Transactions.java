// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import static java.lang.System.Logger.Level.DEBUG;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Does some work in a transaction of its own: all of it or nothing. */
record Transactions(DataSource dataSource) {

    private static final Logger LOG = SafeLogger.of(Transactions.class);

    private static final int LONGEST_MILLIS = 10_000;

    /** What is to be done. */
    @FunctionalInterface
    interface Work<T> {

        T on(Connection connection) throws SQLException;
    }

    /** What is to be done that has no result. */
    @FunctionalInterface
    interface Change {

        void on(Connection connection) throws SQLException;
    }

    /**
     * Makes a change.
     *
     * @throws SQLException as {@link #run} does
     */
    void change(Change change) throws SQLException {
        run(connection -> {
            change.on(connection);
            return true;
        });
    }

    /**
     * Does the work.
     *
     * @throws SQLException if it failed; nothing was changed then, unless the connection broke during the commit
     */
    <T> T run(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            int patience = networkTimeout(connection);
            limit(connection, LONGEST_MILLIS);
            try {
                return committed(connection, work);
            } finally {
                limit(connection, patience);
            }
        }
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        } finally {
            restore(connection, autoCommit);
        }
    }

    /** Not every driver has one; then the pool's and the driver's own limits are all there is. */
    private static int networkTimeout(Connection connection) {
        try {
            return connection.getNetworkTimeout();
        } catch (SQLException | AbstractMethodError e) {
            return 0;
        }
    }

    /** A server that vanished without a word would keep the thread that looks after keys for a quarter of an hour. */
    private static void limit(Connection connection, int millis) {
        try {
            connection.setNetworkTimeout(Runnable::run, millis);
        } catch (SQLException | AbstractMethodError e) {
            LOG.log(DEBUG, "The time for answers can not be set", e);
        }
    }

    private static void rollBack(Connection connection, Exception fault) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            fault.addSuppressed(e);
        }
    }

    /** Pools expect a connection back as they gave it away; one that can not do that is broken, and they will see it. */
    private static void restore(Connection connection, boolean autoCommit) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            LOG.log(DEBUG, "A connection broke", e);
        }
    }
}
