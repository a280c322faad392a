// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets what concerns one key happen one after the other on this node, so that a second click finds the first one's result.
 * It is a courtesy, bounded in time: the store is what decides.
 */
final class OneAtATime {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Map<String, CompletableFuture<@Nullable Void>> underWay = new ConcurrentHashMap<>();

    <T> T run(String key, Supplier<T> work) {
        CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
        CompletableFuture<@Nullable Void> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            other.copy()
                    .completeOnTimeout(null, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return work.get();
        }
        try {
            return work.get();
        } finally {
            underWay.remove(key, mine);
            mine.complete(null);
        }
    }
}
