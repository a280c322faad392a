// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySource;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.session.Maintenance;
import dev.guestpass.store.InMemorySessionStore;
import java.util.function.UnaryOperator;

/** Sessions with nothing but a file: keys in it, the journal of ended sessions beside it, all else in memory. */
record EmbeddedSessions(AnonymousSessions sessions, InMemorySessionStore store, Maintenance maintenance)
        implements AutoCloseable {

    static EmbeddedSessions open(GuestpassSettings settings, UnaryOperator<AnonymousSessionsBuilder> customizer) {
        KeySource keys = settings.keySource();
        InMemorySessionStore store = settings.openStoreInMemory();
        AnonymousSessionsBuilder builder = settings.applyTo(AnonymousSessions.builder(keys, store));
        AnonymousSessions sessions = customizer.apply(builder).build();
        return new EmbeddedSessions(sessions, store, Maintenance.start(sessions));
    }

    @Override
    public void close() {
        maintenance.close();
        store.close();
    }
}
