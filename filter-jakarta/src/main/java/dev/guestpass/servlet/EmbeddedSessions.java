// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.key.KeySource;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.session.Maintenance;
import dev.guestpass.session.MaintenanceTask;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.LoginVerificationBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Sessions and verifications that are built from settings alone, and closed with the filter. */
record EmbeddedSessions(
        AnonymousSessions sessions, OpenStore store, LoginVerification verification, Maintenance maintenance)
        implements AutoCloseable {

    static EmbeddedSessions open(
            GuestpassSettings settings,
            UnaryOperator<AnonymousSessionsBuilder> customizer,
            UnaryOperator<LoginVerificationBuilder> verificationCustomizer) {
        KeySource keys = settings.keySource();
        OpenStore store = OpenStore.open(settings);
        try {
            AnonymousSessionsBuilder builder = settings.applyTo(
                    AnonymousSessions.builder(keys, store.store()).verificationStore(store.verifications()));
            AnonymousSessions sessions = customizer.apply(builder).build();
            LoginVerification verification =
                    verification(settings, sessions, store.verifications(), verificationCustomizer);
            List<MaintenanceTask> tasks = Stream.of(sessions.maintenance(), verification.maintenance())
                    .flatMap(List::stream)
                    .toList();
            return new EmbeddedSessions(sessions, store, verification, Maintenance.start(tasks));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static LoginVerification verification(
            GuestpassSettings settings,
            AnonymousSessions sessions,
            VerificationStore store,
            UnaryOperator<LoginVerificationBuilder> customizer) {
        LoginVerificationBuilder builder = settings.applyTo(LoginVerification.builder(sessions, store));
        return customizer
                .apply(VerificationParts.withMail(builder, settings.mail()))
                .build();
    }

    @Override
    public void close() {
        maintenance.close();
        verification.close();
        store.close();
    }
}
