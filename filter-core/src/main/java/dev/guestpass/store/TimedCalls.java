// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets somebody else wait for a server that may never answer. A pool or a driver that is set to wait for half a minute
 * then holds one of a few threads of ours for so long, and none of the application's.
 */
final class TimedCalls implements AutoCloseable {

    /** Calls take a millisecond or two as a rule; only where something is wrong are there ever so many at once. */
    private static final int MOST_THREADS = 32;

    private static final long IDLE_SECONDS = 30;

    private final Duration budget;
    private final ThreadPoolExecutor threads;

    TimedCalls(Duration budget) {
        this.budget = budget;
        this.threads = new ThreadPoolExecutor(
                0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons());
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "guestpass-store");
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Makes a call.
     *
     * @throws SessionStoreException if it does not end in time, or too many others have not; the call may go on, and is not
     *     interrupted, because some databases in this process take an interrupt for the end of their file
     */
    <T> T call(Callable<T> call) {
        Future<T> answer = submit(call);
        try {
            return answer.get(budget.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new SessionStoreException(
                    "The session store did not answer within " + budget.toMillis() + " ms; try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionStoreException("The thread was interrupted while the session store worked", e);
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNull(e.getCause()));
        }
    }

    private <T> Future<T> submit(Callable<T> call) {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new SessionStoreException(
                    MOST_THREADS + " others wait for the session store already, or it was closed; try again", e);
        }
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
