// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Tells of a store that can not be asked: each time as an event, and in the log every ten seconds at the most. */
final class StoreFailures {

    private static final Logger LOG = SafeLogger.of(StoreFailures.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final EventPublisher events;
    private final InstantSource clock;
    private final AtomicReference<Instant> lastWarning = new AtomicReference<>(Instant.MIN);

    StoreFailures(EventPublisher events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    void report(String operation, Exception failure) {
        Logger.Level level = isTimeToWarn() ? WARNING : DEBUG;
        LOG.log(level, "The session store can not be asked to " + operation + "; this is tried again", failure);
        events.publish(new SessionEvent.StoreUnavailable(operation));
    }

    private boolean isTimeToWarn() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastWarning.get());
        boolean wasSetBack = now.isBefore(last);
        return (wasSetBack || !now.isBefore(last.plus(BETWEEN_WARNINGS))) && lastWarning.compareAndSet(last, now);
    }
}
