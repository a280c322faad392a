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
 * asks for another. Bounded: where there are too many, what network addresses spent is forgotten, the eldest first, and
 * nothing else; nobody can ask for another code then until something has had its time. Safe for use by several threads.
 */
public final class InMemoryVerificationStore implements VerificationStore {

    /** What the keys of budgets begin with that belong to a network address. */
    static final String ADDRESS = "address:";

    static final String TRIES = "tries:";

    private static final long MOST_RECORDS = 100_000;

    private final InstantSource clock;
    private final long mostRecords;
    private final Cache<String, VerificationRecord> records;
    private final Cache<String, VerificationRecord> ofAddresses;

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
        this.mostRecords = mostRecords;
        this.records = expiring().build();
        this.ofAddresses = expiring().maximumSize(mostRecords).build();
    }

    private Caffeine<String, VerificationRecord> expiring() {
        return Caffeine.newBuilder()
                .expireAfter(Expiry.writing((String key, VerificationRecord record) -> rest(record)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run);
    }

    private Duration rest(VerificationRecord record) {
        Duration rest = Duration.between(clock.instant(), record.keepUntil());
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    @Override
    public <T> T step(String key, Decision<T> decision) {
        AtomicReference<T> outcome = new AtomicReference<>();
        cacheOf(key).asMap().compute(key, (id, found) -> {
            Instant now = clock.instant();
            Step<T> step = decision.on(living(found, now), now);
            outcome.setPlain(step.outcome());
            return step.after() == null ? found : living(step.after(), now);
        });
        return outcome.getPlain();
    }

    /** Addresses are cheap, so what they are remembered for must not drive out what somebody waits for. */
    private Cache<String, VerificationRecord> cacheOf(String key) {
        if (key.startsWith(ADDRESS) || key.startsWith(TRIES)) {
            return ofAddresses;
        } else if (records.estimatedSize() >= mostRecords && records.getIfPresent(key) == null) {
            requireRoom();
        }
        return records;
    }

    private void requireRoom() {
        records.cleanUp();
        if (records.estimatedSize() >= mostRecords) {
            throw new SessionStoreException(
                    "This node remembers " + mostRecords + " verifications, which is all it can: configure a store that"
                            + " nodes share (guestpass.store), or wait",
                    null);
        }
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
        ofAddresses.cleanUp();
        return records.estimatedSize() + ofAddresses.estimatedSize();
    }
}
