// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySource;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.session.Maintenance;
import dev.guestpass.session.MaintenanceTask;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.LoginVerificationBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Sessions with nothing but a file: keys in it, the journal of ended sessions beside it, all else in memory. */
record EmbeddedSessions(
        AnonymousSessions sessions, InMemorySessionStore store, LoginVerification verification, Maintenance maintenance)
        implements AutoCloseable {

    static EmbeddedSessions open(GuestpassSettings settings, UnaryOperator<AnonymousSessionsBuilder> customizer) {
        KeySource keys = settings.keySource();
        InMemorySessionStore store = settings.openStoreInMemory();
        AnonymousSessionsBuilder builder = settings.applyTo(AnonymousSessions.builder(keys, store));
        AnonymousSessions sessions = customizer.apply(builder).build();
        LoginVerification verification = verification(settings, sessions);
        List<MaintenanceTask> tasks = Stream.of(sessions.maintenance(), verification.maintenance())
                .flatMap(List::stream)
                .toList();
        return new EmbeddedSessions(sessions, store, verification, Maintenance.start(tasks));
    }

    private static LoginVerification verification(GuestpassSettings settings, AnonymousSessions sessions) {
        VerificationStore store = new InMemoryVerificationStore(InstantSource.system());
        LoginVerificationBuilder builder = settings.applyTo(LoginVerification.builder(sessions, store));
        return VerificationParts.withMail(builder, settings.mail()).build();
    }

    @Override
    public void close() {
        maintenance.close();
        verification.close();
        store.close();
    }
}
