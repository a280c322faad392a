// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.INFO;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import java.lang.System.Logger;

/** What whoever starts a node should know of the choices that were made. */
final class StartUpNotes {

    private static final Logger LOG = SafeLogger.of(AnonymousSessions.class);

    private StartUpNotes() {}

    static void log(SessionStore store, boolean converts) {
        if (converts && store instanceof InMemorySessionStore) {
            LOG.log(
                    INFO,
                    "Sessions are kept in memory: a unique key on conversionId in the converter's own table is what"
                            + " makes a conversion happen once");
        }
    }
}
