// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.token.ClaimLimits;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store behind a circuit breaker, so that an outage costs visitors next to nothing.
 *
 * <p>When 3 of the last calls, and at least half of the last 6, failed or took over 500 ms, the store is left alone: calls
 * fail at once. Every 1,000 ms one call tries again, and its success lets all through. So while a store is down a request
 * waits for it only if it is among the first few, or the one in a second that tries; and never for longer than the store
 * itself waits. The completion of a conversion always tries, because the converter has done its work by then.
 *
 * <p>Needs {@code io.github.resilience4j:resilience4j-circuitbreaker} on the class path. Safe for use by several threads.
 */
public final class GuardedSessionStore implements SessionStore {

    private static final Logger LOG = System.getLogger(GuardedSessionStore.class.getName());

    private final SessionStore store;
    private final CircuitBreaker breaker;

    /**
     * Guards a store.
     *
     * @param store the store; it stays the caller's to close
     * @param clock tells when to try again
     */
    public GuardedSessionStore(SessionStore store, InstantSource clock) {
        this.store = store;
        this.breaker = CircuitBreaker.of("guestpass-store", config(clock));
        breaker.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
    }

    private static CircuitBreakerConfig config(InstantSource clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(6)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(50)
                .slowCallDurationThreshold(Duration.ofMillis(500))
                .slowCallRateThreshold(80)
                .waitDurationInOpenState(Duration.ofSeconds(1))
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(SessionStoreException.class::isInstance)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build();
    }

    private static void tell(StateTransition transition) {
        if (transition == StateTransition.CLOSED_TO_OPEN) {
            LOG.log(WARNING, "The session store fails or is slow; visitors are served as last known until it is back");
        } else if (transition == StateTransition.HALF_OPEN_TO_CLOSED) {
            LOG.log(INFO, "The session store is back");
        }
    }

    private <T> T guarded(Supplier<T> call) {
        try {
            return breaker.executeSupplier(call);
        } catch (CallNotPermittedException e) {
            throw new SessionStoreException("The session store failed a moment ago and is left alone; try again", e);
        }
    }

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        return guarded(() -> store.rotate(presented, policy));
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        return guarded(() -> store.inspect(presented, policy));
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return guarded(() -> store.updateClaims(known, change, limits));
    }

    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        return guarded(() -> store.beginConversion(known, claim));
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
        guarded(() -> {
            store.end(known);
            return known;
        });
    }

    @Override
    public List<EndedSession> endedSince(Instant since) {
        return guarded(() -> store.endedSince(since));
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
            return guarded(() -> lineage.receiptOf(subject));
        }

        @Override
        public List<ConversionReceipt> receiptsOf(String accountId, int limit) {
            return guarded(() -> lineage.receiptsOf(accountId, limit));
        }
    }

    /** Not guarded: it may take its time, and nobody waits for it. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        return store.deleteExpired(now, limit);
    }
}
