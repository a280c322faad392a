// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import dev.guestpass.store.VerificationStore;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells how often a store was asked, and so that a request came as far as that. */
record CountedVerifications(VerificationStore real, AtomicInteger asked) implements VerificationStore {

    CountedVerifications(VerificationStore real) {
        this(real, new AtomicInteger());
    }

    int calls() {
        return asked.get();
    }

    @Override
    public <T> T step(String key, Decision<T> decision) {
        asked.incrementAndGet();
        return real.step(key, decision);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return real.deleteExpired(now, limit);
    }
}
