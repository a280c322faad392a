// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import dev.guestpass.MutableClock;
import dev.guestpass.store.VerificationStore;
import java.time.Duration;
import java.time.Instant;

/** Verifications on a server whose time can not be moved, as if it could: by as much as a clock was moved. */
record MovedVerifications(VerificationStore real, MutableClock clock, Instant start) implements VerificationStore {

    MovedVerifications(VerificationStore real, MutableClock clock) {
        this(real, clock, clock.instant());
    }

    @Override
    public <T> T step(String key, Decision<T> decision) {
        return real.step(key, (before, now) -> decision.on(before, now.plus(Duration.between(start, clock.instant()))));
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return real.deleteExpired(now, limit);
    }
}
