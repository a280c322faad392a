// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.store.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes connections, gives them back as they were, and turns all that goes wrong into
 * {@link dev.guestpass.store.SessionStoreException}s.
 */
final class Transactions {

    private static final int ATTEMPTS = 4;
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(60);

    /** What is done with one connection; done again, from the beginning, if the database undid it. */
    interface Use<T> {
        T of(Link link) throws SQLException;
    }

    private final Settings settings;
    private final String table;
    private volatile @Nullable Sql sql;
    private volatile @Nullable Boolean commitsByDefault;

    /** Takes the name, after the prefix, of the table that is told of if it is missing. */
    Transactions(Settings settings, String table) {
        this.settings = settings;
        this.table = settings.prefix() + table;
        this.sql = settings.dialect() == null ? null : new Sql(settings.dialect(), settings.prefix());
    }

    /** Tells whether steps may become part of a transaction of the caller's. */
    boolean canJoin() {
        return settings.joining() != null;
    }

    /** Works on a connection and in a transaction of its own, whatever the caller has open. */
    <T> T own(String operation, Use<T> use) {
        try {
            return repeated(settings.source(), use);
        } catch (SQLException e) {
            if (settings.createsTables() && Failures.isMissingTable(e)) {
                return afterMakingTables(operation, use);
            }
            throw Failures.of(operation, e, sql, table);
        }
    }

    /** A node that was started while the database was down makes them late. */
    private <T> T afterMakingTables(String operation, Use<T> use) {
        try {
            repeated(settings.source(), link -> new Schema(link.rows().sql()).create(link));
            return repeated(settings.source(), use);
        } catch (SQLException e) {
            throw Failures.of(operation, e, sql, table);
        }
    }

    /** Works in the caller's transaction if there is one, else as {@link #own} does. */
    <T> T joining(String operation, Use<T> use) {
        Joining joining = settings.joining();
        if (joining == null || joining.isSureOfNone()) {
            return own(operation, use);
        }
        try {
            if (joining.asksConnection()) {
                requireCommitByDefault();
            }
            return repeated(joining.source(), use);
        } catch (SQLException e) {
            throw Failures.of(operation, e, sql, table);
        }
    }

    /** Where auto-commit is off anyway it says nothing about a transaction, and what we write could be lost. */
    private void requireCommitByDefault() throws SQLException {
        if (commitsByDefault == null) {
            repeated(settings.source(), Link::isJoined);
        }
        if (Boolean.FALSE.equals(commitsByDefault)) {
            throw SetupException.autoCommitOff();
        }
    }

    private <T> T repeated(DataSource source, Use<T> use) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            Connection connection = open(source);
            boolean isJoined = false;
            try {
                Patience.requireSomebodyWaits();
                isJoined = isJoined(source, connection);
                return limited(connection, isJoined, use);
            } catch (SQLException e) {
                // A transaction of the caller's is undone as a whole; only the caller can begin it anew.
                if (isJoined || attempt == ATTEMPTS || !Failures.isWorthAnotherTry(e)) {
                    throw e;
                }
            } finally {
                Quietly.run(connection::close);
            }
            pause();
        }
    }

    private boolean isJoined(DataSource source, Connection connection) throws SQLException {
        boolean commits = connection.getAutoCommit();
        Joining joining = settings.joining();
        if (joining != null && source == joining.source()) {
            return !commits;
        }
        commitsByDefault = commits;
        return false;
    }

    /** A pool may throw what it likes: its own exceptions, or those of a framework around it. */
    private static Connection open(DataSource source) throws SQLException {
        try {
            return source.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("The pool gave no connection", e);
        }
    }

    /** The driver cancels a statement that takes too long; where nobody answers at all, the socket gives up soon after. */
    private <T> T limited(Connection connection, boolean isJoined, Use<T> use) throws SQLException {
        int seconds = settings.timeoutSeconds();
        int before = networkTimeout(connection);
        Quietly.run(() -> connection.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(seconds + 1L)));
        try {
            long shift = settings.shift().getAsLong();
            return use.of(new Link(new Rows(connection, sql(connection), seconds, shift), isJoined));
        } finally {
            Quietly.run(() -> connection.setNetworkTimeout(Runnable::run, before));
        }
    }

    /** Not every driver has one; then the statement's own limit is all there is. */
    private static int networkTimeout(Connection connection) throws SQLException {
        try {
            return connection.getNetworkTimeout();
        } catch (SQLFeatureNotSupportedException e) {
            return 0;
        }
    }

    private Sql sql(Connection connection) throws SQLException {
        Sql known = sql;
        if (known == null) {
            known = new Sql(Dialect.of(connection), settings.prefix());
            sql = known;
        }
        return known;
    }

    /** Returns at once, with the flag still up, if the thread is interrupted. */
    private static void pause() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
    }
}
