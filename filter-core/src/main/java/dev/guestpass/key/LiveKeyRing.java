// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys that are in use now: loaded at start, and loaded again in the background when a token names a key that this
 * node has not seen yet.
 *
 * <p>A request never waits for a reload. Until a reload that began after the unknown key was first seen has succeeded
 * without it, a token under that key may be genuine, and must not be overwritten. Safe for use by several threads.
 */
public final class LiveKeyRing {

    private static final Logger LOG = System.getLogger(LiveKeyRing.class.getName());
    private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(30);

    /** Bounds what strangers can make us remember; a forgotten id is merely asked for once more. */
    private static final int MAX_UNKNOWN = 1_000;

    private final KeySource source;
    private final InstantSource clock;
    private final Executor background;
    private final Cache<String, Instant> firstSeen = Caffeine.newBuilder()
            .maximumSize(MAX_UNKNOWN)
            .executor(Runnable::run)
            .build();
    private final AtomicReference<Instant> lastAttempt = new AtomicReference<>(Instant.MIN);
    private volatile Loaded loaded;

    private record Loaded(KeyRing ring, Instant askedAt) {}

    /**
     * Loads the keys.
     *
     * @param source where they come from
     * @param clock the time
     * @throws KeySourceException if the first load fails
     */
    public LiveKeyRing(KeySource source, InstantSource clock) {
        this(source, clock, ForkJoinPool.commonPool());
    }

    LiveKeyRing(KeySource source, InstantSource clock, Executor background) {
        this.source = source;
        this.clock = clock;
        this.background = background;
        this.loaded = new Loaded(source.load(), clock.instant());
    }

    /**
     * Returns the keys as this node knows them.
     *
     * @return the key ring
     */
    public KeyRing current() {
        return loaded.ring();
    }

    /**
     * Tells whether an unknown key may still turn up, and sees to it that the source is asked.
     *
     * @param keyId the id of a key that is not in the {@linkplain #current() current} ring
     * @return {@code false} once a later reload succeeded without that key
     */
    public boolean mayAppear(String keyId) {
        Instant now = clock.instant();
        Instant seen = firstSeen.get(keyId, id -> now);
        if (loaded.askedAt().isAfter(seen)) {
            return false;
        }
        Instant last = Objects.requireNonNull(lastAttempt.get());
        if (!now.isBefore(dueAfter(last)) && lastAttempt.compareAndSet(last, now)) {
            background.execute(this::reload);
        }
        return true;
    }

    private static Instant dueAfter(Instant last) {
        return last.equals(Instant.MIN) ? Instant.MIN : last.plus(BETWEEN_RELOADS);
    }

    private void reload() {
        Instant askedAt = clock.instant().plusNanos(1);
        try {
            loaded = new Loaded(source.load(), askedAt);
            LOG.log(INFO, "Loaded the keys again: {0}", loaded.ring());
        } catch (RuntimeException e) {
            LOG.log(ERROR, "The keys could not be loaded again; those of before stay in use", e);
        }
    }
}
