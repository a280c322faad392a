// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.sql.SQLException;

/** Something about the database or the pool that only a change of their setup helps; the text says which. */
final class SetupException extends SQLException {

    private static final long serialVersionUID = 1L;

    SetupException(String message) {
        super(message);
    }

    static SetupException unknownDatabase(String product) {
        return new SetupException(
                "The database calls itself \"" + product + "\", which the session store does not know: use"
                        + " PostgreSQL, MySQL, MariaDB or H2, or name the one whose SQL it speaks by"
                        + " JdbcSessionStore.builder(..).dialect(..)");
    }

    static SetupException autoCommitOff() {
        return new SetupException(
                "The pool gives connections with auto-commit off, so that a transaction of the caller's can"
                        + " not be told from none: switch auto-commit on in the pool, or do not call joinTransactionsOf");
    }
}
