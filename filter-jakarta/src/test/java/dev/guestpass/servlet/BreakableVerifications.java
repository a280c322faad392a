// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationStore;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store that can be down. */
record BreakableVerifications(VerificationStore real, AtomicBoolean isDown) implements VerificationStore {

    @Override
    public <T> T step(String key, Decision<T> decision) {
        return reachable().step(key, decision);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return reachable().deleteExpired(now, limit);
    }

    private VerificationStore reachable() {
        if (isDown.get()) {
            throw new SessionStoreException("The store is down", null);
        }
        return real;
    }
}
