// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.store.InMemorySessionStore;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sessions with nothing but a file: keys in it, the journal of ended sessions beside it, all else in memory. */
record EmbeddedSessions(AnonymousSessions sessions, InMemorySessionStore store) implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EmbeddedSessions.class.getName());

    static EmbeddedSessions open(GuestpassSettings settings, UnaryOperator<AnonymousSessionsBuilder> customizer) {
        KeyLocation location = KeyLocation.parse(settings.keysLocation());
        InMemorySessionStore store =
                journaled(InMemorySessionStore.builder(), location).build();
        AnonymousSessionsBuilder builder =
                AnonymousSessions.builder(location.source(), store).settings(settings.sessions());
        AnonymousSessions sessions = customizer.apply(builder).build();
        if (sessions.canConvert()) {
            LOG.log(
                    INFO,
                    "Sessions are kept in memory: a unique key on conversionId in the converter's own table is what"
                            + " makes a conversion happen once");
        }
        return new EmbeddedSessions(sessions, store);
    }

    /** A place that is mounted for reading, such as a secret, has room for keys and for no journal. */
    private static InMemorySessionStore.Builder journaled(InMemorySessionStore.Builder store, KeyLocation location) {
        Optional<Path> journal = location.journal().filter(EmbeddedSessions::isWritable);
        if (journal.isEmpty()) {
            LOG.log(
                    WARNING,
                    "There is no room for a journal beside the keys: a session that was ended comes back after a"
                            + " restart, until its tokens expire");
        }
        return journal.map(store::journal).orElse(store);
    }

    private static boolean isWritable(Path journal) {
        Path folder = journal.toAbsolutePath().getParent();
        return folder == null || Files.notExists(folder) || Files.isWritable(folder);
    }

    @Override
    public void close() {
        store.close();
    }
}
