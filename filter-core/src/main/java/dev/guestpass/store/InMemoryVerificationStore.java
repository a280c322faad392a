// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Remembers in this process what was used up: for one node. A restart forgets it. Bounded, and safe for use by several
 * threads.
 */
public final class InMemoryVerificationStore implements VerificationStore {

    private static final long MOST_KEYS = 100_000;

    private final Cache<String, Duration> used;

    /**
     * Makes an empty store.
     *
     * @param clock the store's time
     */
    public InMemoryVerificationStore(InstantSource clock) {
        this.used = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfter(Expiry.creating((String key, Duration keep) -> keep))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean redeem(String key, Duration keep) {
        return used.asMap().putIfAbsent(key, keep) == null;
    }

    @Override
    public void release(String key) {
        used.invalidate(key);
    }
}
