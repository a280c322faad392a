// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in this process what was sent and used up: for one node. A restart forgets it, and whoever waits for a code
 * asks for another. Bounded, and safe for use by several threads.
 */
public final class InMemoryVerificationStore implements VerificationStore {

    private static final long MOST_RECORDS = 100_000;

    private final InstantSource clock;
    private final Cache<String, VerificationRecord> records;

    /**
     * Makes an empty store.
     *
     * @param clock the store's time
     */
    public InMemoryVerificationStore(InstantSource clock) {
        this(clock, MOST_RECORDS);
    }

    InMemoryVerificationStore(InstantSource clock, long mostRecords) {
        this.clock = clock;
        this.records = Caffeine.newBuilder()
                .maximumSize(mostRecords)
                .expireAfter(Expiry.writing((String key, VerificationRecord record) -> rest(record)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    private Duration rest(VerificationRecord record) {
        Duration rest = Duration.between(clock.instant(), record.keepUntil());
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    @Override
    public <T> T step(String key, Decision<T> decision) {
        AtomicReference<T> outcome = new AtomicReference<>();
        records.asMap().compute(key, (id, found) -> {
            Instant now = clock.instant();
            Step<T> step = decision.on(living(found, now), now);
            outcome.setPlain(step.outcome());
            return step.after() == null ? found : living(step.after(), now);
        });
        return outcome.getPlain();
    }

    private static @Nullable VerificationRecord living(@Nullable VerificationRecord record, Instant now) {
        return record != null && record.keepUntil().isAfter(now) ? record : null;
    }

    /** Does nothing: records leave by themselves. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        return 0;
    }

    long size() {
        records.cleanUp();
        return records.estimatedSize();
    }
}
