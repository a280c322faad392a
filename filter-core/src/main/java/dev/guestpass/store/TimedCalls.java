// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets somebody else wait for a server that may never answer. A pool or a driver that is set to wait for half a minute
 * then holds one of a few threads of ours for so long, and none of the application's.
 */
final class TimedCalls implements AutoCloseable {

    /** Calls take a millisecond or two as a rule; where all of these are busy, others wait their turn within the budget. */
    private static final int MOST_THREADS = 32;

    private static final long IDLE_SECONDS = 30;

    private final Duration budget;
    private final Semaphore free = new Semaphore(MOST_THREADS, true);
    private final ThreadPoolExecutor threads;

    TimedCalls(Duration budget) {
        this.budget = budget;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons());
    }

    /** They inherit nothing of the request that happens to need the first one. */
    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(null, task, "guestpass-store", 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Makes a call.
     *
     * @throws SessionStoreException if it does not end in time. It then writes nothing more, and is not interrupted, because
     *     some databases in this process take an interrupt for the end of their file
     */
    <T> T call(Callable<T> call) {
        long deadline = System.nanoTime() + budget.toNanos();
        AtomicBoolean givenUp = new AtomicBoolean();
        try {
            Future<T> answer = submit(Patience.until(givenUp, call));
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SessionStoreException(
                    "The session store did not answer within " + budget.toMillis() + " ms; try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionStoreException("The thread was interrupted while the session store worked", e);
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNull(e.getCause()));
        } finally {
            givenUp.set(true);
        }
    }

    private <T> Future<T> submit(Callable<T> call) throws InterruptedException {
        if (!free.tryAcquire(budget.toNanos(), TimeUnit.NANOSECONDS)) {
            throw busy(new RejectedExecutionException(MOST_THREADS + " calls at once"));
        }
        try {
            return threads.submit(() -> {
                try {
                    return call.call();
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException e) {
            free.release();
            throw busy(e);
        }
    }

    private static SessionStoreException busy(RejectedExecutionException cause) {
        return new SessionStoreException(
                MOST_THREADS + " others wait for the session store already, or it was closed; try again", cause);
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
