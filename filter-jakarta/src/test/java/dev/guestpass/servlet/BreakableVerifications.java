// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationStore;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that can be down, and counts how often it is asked. */
record BreakableVerifications(VerificationStore real, AtomicBoolean isDown, AtomicInteger calls)
        implements VerificationStore {

    BreakableVerifications(VerificationStore real, AtomicBoolean isDown) {
        this(real, isDown, new AtomicInteger());
    }

    @Override
    public <T> T step(String key, Decision<T> decision) {
        return reachable().step(key, decision);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return reachable().deleteExpired(now, limit);
    }

    private VerificationStore reachable() {
        calls.incrementAndGet();
        if (isDown.get()) {
            throw new SessionStoreException("The store is down", null);
        }
        return real;
    }
}
