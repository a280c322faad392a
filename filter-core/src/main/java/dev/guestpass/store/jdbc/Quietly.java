// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static java.lang.System.Logger.Level.DEBUG;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.sql.SQLException;

/**
 * Puts things back as they were. What was done is done by then, and where it failed that failure is the one to tell of; a
 * connection on which nothing can be put back is broken, and its pool finds that out by itself.
 */
final class Quietly {

    private static final Logger LOG = SafeLogger.of(Quietly.class);

    private Quietly() {}

    /** What is to be put back. */
    interface Action {
        void run() throws SQLException;
    }

    static void run(Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            LOG.log(DEBUG, "A connection could not be put back as it was", e);
        }
    }
}
