// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Tells of calls with keys that are not accepted: somebody guesses, or a client was forgotten. Every ten seconds at the most. */
final class RefusedKeys {

    private static final Logger LOG = SafeLogger.of(DescopeApi.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final AtomicReference<Instant> lastWarning = new AtomicReference<>(Instant.MIN);

    RefusedKeys(InstantSource clock) {
        this.clock = clock;
    }

    /** Whoever asks is named by address alone; nothing that was sent is repeated. */
    void tell(String address) {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastWarning.get());
        boolean isTime = now.isBefore(last) || !now.isBefore(last.plus(BETWEEN_WARNINGS));
        if (isTime && lastWarning.compareAndSet(last, now)) {
            LOG.log(WARNING, "A management call from {0} came with a key that is not accepted", address);
        }
    }
}
