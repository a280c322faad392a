// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets what concerns one key happen one after the other on this node, so that a second click finds the first one's result.
 * It is a courtesy, bounded in time: the store is what decides.
 */
final class OneAtATime {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Map<String, CountDownLatch> underWay = new ConcurrentHashMap<>();

    <T> T run(String key, Supplier<T> work) {
        CountDownLatch mine = new CountDownLatch(1);
        @Nullable CountDownLatch other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            await(other);
            return work.get();
        }
        try {
            return work.get();
        } finally {
            underWay.remove(key, mine);
            mine.countDown();
        }
    }

    /**
     * No future with a timeout: the JDK's thread for these, which is started by whoever is the first to need it, would keep the
     * class loader of an application that was taken out of a running server.
     */
    private static void await(CountDownLatch other) {
        try {
            boolean unused = other.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
