// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.store.SessionStoreException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the databases' errors mean. */
final class Failures {

    /** Deadlock or serialization failure: the transaction was undone, and would go through now. */
    private static final String ROLLED_BACK = "40";

    /** The same by H2, which says so in its own class of states, and by MariaDB, which calls it a general error. */
    private static final int H2_CONCURRENT_UPDATE = 90131;

    private static final int MARIADB_CHANGED_SINCE_READ = 1020;

    private static final String DUPLICATE = "23";

    /** H2 has three: with a similar name about, in an empty database, and neither. */
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

    private Failures() {}

    static boolean isWorthAnotherTry(SQLException e) {
        return stateOf(e).startsWith(ROLLED_BACK)
                || e.getErrorCode() == H2_CONCURRENT_UPDATE
                || e.getErrorCode() == MARIADB_CHANGED_SINCE_READ;
    }

    static boolean isDuplicate(SQLException e) {
        return stateOf(e).startsWith(DUPLICATE);
    }

    static boolean isMissingTable(SQLException e) {
        return NO_SUCH_TABLE.contains(stateOf(e));
    }

    /** Nobody answered, or not yet: class 08 of SQL states, what pools throw, and PostgreSQL that starts or stops. */
    static boolean isNoConnection(@Nullable Throwable e) {
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || (e instanceof SQLException fault
                        && (stateOf(fault).startsWith("08") || stateOf(fault).startsWith("57P")));
    }

    /** Says what could not be done and what to check, with no value in it. */
    static SessionStoreException of(String operation, Exception cause, @Nullable Sql sql, String table) {
        return new SessionStoreException("The database could not " + operation + remedy(cause, sql, table), cause);
    }

    private static String remedy(Exception cause, @Nullable Sql sql, String table) {
        if (sql != null && cause instanceof SQLException e && isMissingTable(e)) {
            return ": there is no table " + table
                    + ", or none of those that belong to it. Run dev/guestpass/store/jdbc/"
                    + sql.dialect().schemaFile() + " of this jar, or call createTables() when the store is built";
        } else if (cause instanceof SetupException) {
            return ". " + cause.getMessage();
        }
        String state = cause instanceof SQLException e ? stateOf(e) : "";
        String found = state.isEmpty() ? cause.getClass().getSimpleName() : "SQLState " + state;
        return " (" + found + "): check the database, the pool and their timeouts; the call may be repeated";
    }

    private static String stateOf(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "");
    }
}
