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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Unknown ids, with the number of the last load that had begun when they were first seen. */
    private final Cache<String, Long> firstSeen = Caffeine.newBuilder()
            .maximumSize(MAX_UNKNOWN)
            .executor(Runnable::run)
            .build();

    private final AtomicLong begun = new AtomicLong();
    private final AtomicReference<Instant> lastAttempt = new AtomicReference<>(Instant.MIN);
    private final AtomicBoolean reloading = new AtomicBoolean();
    private volatile Loaded loaded;

    /** Loads are told apart by number, not by time: clocks are set back, and two things happen in one instant. */
    private record Loaded(KeyRing ring, long number) {}

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
        this.loaded = new Loaded(source.load(), 0);
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
     * Tells whether a key that a ring did not hold may still turn up, and sees to it that the source is asked.
     *
     * @param keyId the id of a key that was not in the {@linkplain #current() current} ring a moment ago
     * @return {@code false} once a later reload succeeded without that key
     */
    public boolean mayAppear(String keyId) {
        Loaded known = loaded;
        if (known.ring().contains(keyId)) {
            return true; // it came between the caller's look and this one
        } else if (known.number() > firstSeen.get(keyId, id -> begun.get())) {
            return false;
        }
        if (takeTurn() && reloading.compareAndSet(false, true)) {
            startReload();
        }
        return true;
    }

    /** Lets one caller through every 30 seconds, and at once after the clock was set back. */
    private boolean takeTurn() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastAttempt.get());
        boolean setBack = now.isBefore(last);
        return (setBack || !now.isBefore(last.plus(BETWEEN_RELOADS))) && lastAttempt.compareAndSet(last, now);
    }

    private void startReload() {
        try {
            background.execute(this::reload);
        } catch (RejectedExecutionException e) {
            reloading.set(false);
            LOG.log(ERROR, "The keys can not be loaded again now; those of before stay in use", e);
        }
    }

    /** A ring that can no longer sign what the last one could is a mistake, and would end every session of that kind. */
    private KeyRing requireComplete(KeyRing next) {
        Instant now = clock.instant();
        for (Algorithm algorithm : Algorithm.values()) {
            if (current().canSign(algorithm, now) && !next.canSign(algorithm, now)) {
                throw new KeySourceException("The new keys have no " + algorithm + " key that may sign: add one", null);
            }
        }
        return next;
    }

    private void reload() {
        long number = begun.incrementAndGet();
        try {
            loaded = new Loaded(requireComplete(source.load()), number);
            LOG.log(INFO, "Loaded the keys again: {0}", loaded.ring());
        } catch (RuntimeException e) {
            LOG.log(ERROR, "The keys could not be loaded again; those of before stay in use", e);
        } finally {
            reloading.set(false);
        }
    }
}
