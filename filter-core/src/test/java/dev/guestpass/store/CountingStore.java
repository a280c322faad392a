// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStore.EndedSession;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import dev.guestpass.token.ClaimLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A store that counts what is asked of it, and that can be down. */
public final class CountingStore implements SessionStore {

    private final SessionStore real;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Error> error = new AtomicReference<>();
    private volatile boolean down;
    private volatile boolean partial;
    private volatile Instant askedSince = Instant.MAX;
    private volatile InstantSource clock;

    public CountingStore(SessionStore real) {
        this.real = real;
    }

    /** Returns how often any operation but the feed was called. */
    public int calls() {
        return calls.get();
    }

    public void setDown(boolean isDown) {
        this.down = isDown;
    }

    /** Gives the store a time of its own, as that of a server. */
    public void setClock(InstantSource own) {
        this.clock = own;
    }

    /** Lets the feed fail after it told all that it has, as that of a store in parts does. */
    public void setPartial(boolean isPartial) {
        this.partial = isPartial;
    }

    /** Returns how far back the feed was read last. */
    public Instant askedSince() {
        return askedSince;
    }

    private SessionStore counted() {
        calls.incrementAndGet();
        return reachable();
    }

    /** Lets the next call end by an error, as one without memory does. */
    public void failOnce(Error error) {
        this.error.set(error);
    }

    private SessionStore reachable() {
        Error due = error.getAndSet(null);
        if (due != null) {
            throw due;
        }
        if (down) {
            throw new SessionStoreException("The store is down", null);
        }
        return real;
    }

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        return counted().rotate(presented, policy);
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        return counted().inspect(presented, policy);
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return counted().updateClaims(known, change, limits);
    }

    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        return counted().beginConversion(known, claim);
    }

    @Override
    public ConversionReceipt completeConversion(
            SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt) {
        return counted().completeConversion(known, claim, receipt);
    }

    @Override
    public void abandonConversion(SessionSnapshot known, ConversionClaim claim) {
        counted().abandonConversion(known, claim);
    }

    @Override
    public boolean joinsTransactions() {
        return real.joinsTransactions();
    }

    @Override
    public Optional<LineageStore> lineage() {
        return real.lineage().map(lineage -> new LineageStore() {
            @Override
            public Optional<ConversionReceipt> receiptOf(String subject) {
                counted();
                return lineage.receiptOf(subject);
            }

            @Override
            public List<ConversionReceipt> receiptsOf(String accountId, int limit) {
                counted();
                return lineage.receiptsOf(accountId, limit);
            }
        });
    }

    @Override
    public void end(SessionSnapshot known) {
        counted().end(known);
    }

    @Override
    public List<EndedSession> endedSince(Instant since) {
        askedSince = since;
        List<EndedSession> ended = reachable().endedSince(since);
        if (partial) {
            throw new IncompleteFeedException(ended, new SessionStoreException("A part of the store is down", null));
        }
        return ended;
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return counted().deleteExpired(now, limit);
    }

    @Override
    public Optional<Instant> time() {
        return clock == null ? reachable().time() : Optional.of(clock.instant());
    }
}
