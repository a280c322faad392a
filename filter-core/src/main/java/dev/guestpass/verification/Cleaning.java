// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.session.MaintenanceTask;
import dev.guestpass.store.VerificationStore;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Deletes what has expired, as is done with sessions. */
record Cleaning(VerificationStore store, InstantSource clock, Consumer<SessionEvent> events) {

    private static final Logger LOG = SafeLogger.of(Cleaning.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 40;

    List<MaintenanceTask> tasks() {
        return List.of(new MaintenanceTask("delete-expired-verifications", PERIOD, this::deleteExpired));
    }

    private void deleteExpired() {
        try {
            int deleted = BATCH;
            for (int batch = 0; batch < MOST_BATCHES && deleted == BATCH; batch++) {
                deleted = store.deleteExpired(clock.instant(), BATCH);
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Expired verifications could not be deleted; that is tried again", e);
            events.accept(new SessionEvent.StoreUnavailable("deleteExpired"));
        }
    }
}
