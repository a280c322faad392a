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
 * asks for another. Bounded: where there are too many logins and sessions, nobody else can ask for a code until something has
 * had its time; of all else, what is least used is forgotten. Safe for use by several threads.
 */
public final class InMemoryVerificationStore implements VerificationStore {

    /** What the keys begin with of what somebody waits for: addresses are cheap, and must not drive it out. */
    private static final String LOGIN = "login:";

    private static final String SESSION = "session:";

    private static final long MOST_RECORDS = 100_000;

    private final InstantSource clock;
    private final long mostRecords;
    private final Cache<String, VerificationRecord> waitedFor;
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
        this.mostRecords = mostRecords;
        this.waitedFor = expiring().build();
        this.records = expiring().maximumSize(mostRecords).build();
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
        boolean isWaitedFor = key.startsWith(LOGIN) || key.startsWith(SESSION);
        boolean isFull = isWaitedFor && isFull();
        (isWaitedFor ? waitedFor : records).asMap().compute(key, (id, found) -> {
            Instant now = clock.instant();
            Step<T> step = decision.on(living(found, now), now);
            outcome.setPlain(step.outcome());
            if (isFull && found == null && step.after() != null) {
                throw full();
            }
            return step.after() == null ? found : living(step.after(), now);
        });
        return outcome.getPlain();
    }

    private boolean isFull() {
        if (waitedFor.estimatedSize() >= mostRecords) {
            waitedFor.cleanUp();
        }
        return waitedFor.estimatedSize() >= mostRecords;
    }

    private SessionStoreException full() {
        return new SessionStoreException(
                "This node remembers " + mostRecords
                        + " verifications, which is all it can: configure a store that nodes"
                        + " share (guestpass.store), or wait",
                null);
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
        waitedFor.cleanUp();
        return records.estimatedSize() + waitedFor.estimatedSize();
    }
}
