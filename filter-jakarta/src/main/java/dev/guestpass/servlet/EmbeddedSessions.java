// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySource;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.store.InMemorySessionStore;
import java.util.function.UnaryOperator;

/** Sessions with nothing but a file: keys in it, the journal of ended sessions beside it, all else in memory. */
record EmbeddedSessions(AnonymousSessions sessions, InMemorySessionStore store) implements AutoCloseable {

    static EmbeddedSessions open(GuestpassSettings settings, UnaryOperator<AnonymousSessionsBuilder> customizer) {
        KeyLocation location = KeyLocation.parse(settings.keysLocation());
        KeySource keys = location.source();
        InMemorySessionStore.Builder builder = InMemorySessionStore.builder();
        InMemorySessionStore store =
                location.journal().map(builder::journal).orElse(builder).build();
        AnonymousSessionsBuilder sessions =
                AnonymousSessions.builder(keys, store).settings(settings.sessions());
        return new EmbeddedSessions(customizer.apply(sessions).build(), store);
    }

    @Override
    public void close() {
        store.close();
    }
}
