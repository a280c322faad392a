// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Real threads that all start at once. */
public final class Race {

    private static final int LONGEST_SECONDS = 60;

    private Race() {}

    /** Lets each thread do its part, told its number, and returns what came of it, in the order of the numbers. */
    public static <T> List<T> of(int threads, IntFunction<T> part) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch ready = new CountDownLatch(threads);
        try {
            List<Future<T>> runners = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                runners.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return part.apply(number);
                }));
            }
            return results(runners);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> runners) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> runner : runners) {
                results.add(runner.get(LONGEST_SECONDS, TimeUnit.SECONDS));
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("A thread of the race failed", e);
        }
        return results;
    }
}
