// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySource;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.session.Maintenance;
import java.util.function.UnaryOperator;

/** Sessions that are built from settings alone, and closed with the filter. */
record EmbeddedSessions(AnonymousSessions sessions, OpenStore store, Maintenance maintenance) implements AutoCloseable {

    static EmbeddedSessions open(GuestpassSettings settings, UnaryOperator<AnonymousSessionsBuilder> customizer) {
        KeySource keys = settings.keySource();
        OpenStore store = OpenStore.open(settings);
        try {
            AnonymousSessionsBuilder builder = settings.applyTo(AnonymousSessions.builder(keys, store.store()));
            AnonymousSessions sessions = customizer.apply(builder).build();
            return new EmbeddedSessions(sessions, store, Maintenance.start(sessions));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public void close() {
        maintenance.close();
        store.close();
    }
}
