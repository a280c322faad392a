// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The circuit breaker and the time budget before a store. */
final class StoreGuard implements AutoCloseable {

    private static final Logger LOG = SafeLogger.of(StoreGuard.class);

    private static final Duration LONGEST_TRY = Duration.ofSeconds(5);

    private final String what;
    private final TimedCalls calls;
    private final CircuitBreaker breaker;

    /**
     * Makes a guard.
     *
     * @throws IllegalArgumentException if the budget is less than a millisecond
     */
    StoreGuard(String what, Duration budget, InstantSource clock) {
        if (budget.toMillis() < 1) {
            throw new IllegalArgumentException("A store needs a millisecond or more to answer");
        }
        this.what = what;
        this.calls = new TimedCalls(budget);
        this.breaker = CircuitBreaker.of("guestpass-store", config(clock));
        breaker.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
    }

    private static CircuitBreakerConfig config(InstantSource clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(6)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(1))
                .permittedNumberOfCallsInHalfOpenState(1)
                // Should a try never come to its end, the next one is due all the same.
                .maxWaitDurationInHalfOpenState(LONGEST_TRY)
                .recordException(e -> e instanceof SessionStoreException || e instanceof Broken)
                .ignoreException(StoreGuard::saysNothingOfTheStore)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build();
    }

    /** A request that was cancelled, and one that found no room among many, did not ask the store. */
    private static boolean saysNothingOfTheStore(Throwable failure) {
        return failure.getCause() instanceof InterruptedException
                || failure.getCause() instanceof RejectedExecutionException;
    }

    private void tell(StateTransition transition) {
        if (transition == StateTransition.CLOSED_TO_OPEN) {
            LOG.log(
                    WARNING,
                    "The store of {0} fails or is slow; visitors are served as last known until it is back",
                    what);
        } else if (transition == StateTransition.HALF_OPEN_TO_CLOSED) {
            LOG.log(INFO, "The store of {0} is back", what);
        }
    }

    /** Makes a call that the caller waits for no longer than the budget. */
    <T> T timed(Callable<T> call) {
        return guarded(() -> calls.call(call));
    }

    /** Makes a call on the caller's own thread. */
    <T> T guarded(Supplier<T> call) {
        try {
            return breaker.executeSupplier(() -> unbroken(call));
        } catch (CallNotPermittedException e) {
            throw new SessionStoreException(
                    "The store of " + what + " failed a moment ago and is left alone; try again", e);
        } catch (Broken e) {
            throw e.error;
        }
    }

    /** The breaker does not see errors, and would wait for ever for the end of a try that ended by one. */
    private static <T> T unbroken(Supplier<T> call) {
        try {
            return call.get();
        } catch (Error e) {
            throw new Broken(e);
        }
    }

    /** An error on its way past the breaker. */
    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Error error;

        Broken(Error error) {
            super(error);
            this.error = error;
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
