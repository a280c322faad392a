// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A store behind a circuit breaker, so that an outage costs visitors next to nothing.
 *
 * <p>A call is given up after the time budget, whatever its pool or driver would wait for, and writes nothing after that.
 * When 3 of the last calls, and at least half of the last 6, failed, the store is left alone: calls fail at once. Every
 * 1,000 ms one call tries again, and its success lets all through. So while a store is down a call waits for it only if it
 * is among the first few, or the one in a second that tries, and never for longer than the budget; the threads that wait
 * on beyond it are this store's own, and no more than 32.
 *
 * <p>Where the store {@linkplain SessionStore#joinsTransactions() joins transactions}, the steps of a conversion run on the
 * caller's thread and wait as long as the store does. The completion always tries, because the converter has done its work
 * by then. What runs in the background, {@link #endedSince}, {@link #time} and {@link #deleteExpired}, may take its time as
 * well, and says nothing to the breaker.
 *
 * <p>Needs {@code io.github.resilience4j:resilience4j-circuitbreaker} on the class path. Safe for use by several threads.
 */
public final class GuardedSessionStore implements SessionStore, AutoCloseable {

    private final SessionStore store;
    private final StoreGuard guard;

    private GuardedSessionStore(SessionStore store, StoreGuard guard) {
        this.store = store;
        this.guard = guard;
    }

    /**
     * Guards a store.
     *
     * @param store the store; it stays the caller's to close
     * @param budget how long a visitor's request waits for an answer at the most, such as a second
     * @param clock tells when to try again
     * @return the guarded store
     * @throws IllegalArgumentException if the budget is less than a millisecond
     */
    public static GuardedSessionStore around(SessionStore store, Duration budget, InstantSource clock) {
        return new GuardedSessionStore(store, new StoreGuard("sessions", budget, clock));
    }

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        return guard.timed(() -> store.rotate(presented, policy));
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        return guard.timed(() -> store.inspect(presented, policy));
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return guard.timed(() -> store.updateClaims(known, change, limits));
    }

    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        return store.joinsTransactions()
                ? guard.guarded(() -> store.beginConversion(known, claim))
                : guard.timed(() -> store.beginConversion(known, claim));
    }

    @Override
    public ConversionReceipt completeConversion(
            SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt) {
        return store.completeConversion(known, claim, receipt);
    }

    @Override
    public void abandonConversion(SessionSnapshot known, ConversionClaim claim) {
        store.abandonConversion(known, claim);
    }

    @Override
    public void end(SessionSnapshot known) {
        guard.timed(() -> {
            store.end(known);
            return known;
        });
    }

    /** Not guarded: a task of the background must not take the one try that visitors wait for. */
    @Override
    public List<EndedSession> endedSince(Instant since) {
        return store.endedSince(since);
    }

    /** Not guarded: the background asks for it. */
    @Override
    public Optional<Instant> time() {
        return store.time();
    }

    @Override
    public boolean joinsTransactions() {
        return store.joinsTransactions();
    }

    @Override
    public Optional<LineageStore> lineage() {
        return store.lineage().map(GuardedLineage::new);
    }

    private final class GuardedLineage implements LineageStore {

        private final LineageStore lineage;

        GuardedLineage(LineageStore lineage) {
            this.lineage = lineage;
        }

        @Override
        public Optional<ConversionReceipt> receiptOf(String subject) {
            return guard.timed(() -> lineage.receiptOf(subject));
        }

        @Override
        public List<ConversionReceipt> receiptsOf(String accountId, int limit) {
            return guard.timed(() -> lineage.receiptsOf(accountId, limit));
        }
    }

    /** Not guarded: it may take its time, and nobody waits for it. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        return store.deleteExpired(now, limit);
    }

    /** Ends the threads that wait for the store; those that wait right now end with their call. The store stays open. */
    @Override
    public void close() {
        guard.close();
    }

    /** What is guarded, for those who look after it. */
    @Override
    public String toString() {
        return "GuardedSessionStore[" + store.getClass().getSimpleName() + ']';
    }
}
