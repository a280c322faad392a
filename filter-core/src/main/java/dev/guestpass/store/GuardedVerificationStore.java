// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A store of verifications behind a circuit breaker, with the same rules as {@link GuardedSessionStore}: whoever wants a
 * code while the store is down is told so within the time budget, and soon at once. Safe for use by several threads.
 */
public final class GuardedVerificationStore implements VerificationStore, AutoCloseable {

    private final VerificationStore store;
    private final StoreGuard guard;

    private GuardedVerificationStore(VerificationStore store, StoreGuard guard) {
        this.store = store;
        this.guard = guard;
    }

    /**
     * Guards a store.
     *
     * @param store the store; it stays the caller's to close
     * @param budget how long a request waits for an answer at the most
     * @param clock tells when to try again
     * @return the guarded store
     * @throws IllegalArgumentException if the budget is less than a millisecond
     */
    public static GuardedVerificationStore around(VerificationStore store, Duration budget, InstantSource clock) {
        return new GuardedVerificationStore(store, new StoreGuard("verifications", budget, clock));
    }

    @Override
    public <T> T step(String key, Decision<T> decision) {
        return guard.timed(() -> store.step(key, decision));
    }

    /** Not guarded: it may take its time, and nobody waits for it. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        return store.deleteExpired(now, limit);
    }

    /** Ends the threads that wait for the store, which stays open. */
    @Override
    public void close() {
        guard.close();
    }
}
