// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are in use now: loaded at start, at every {@link #refresh()}, and in the background when a token names a
 * key that this node has not seen yet.
 *
 * <p>A request never waits for a reload. Until a reload that began after the unknown key was first seen has succeeded
 * without it, a token under that key may be genuine, and must not be overwritten. Safe for use by several threads.
 */
public final class LiveKeyRing {

    private static final Logger LOG = SafeLogger.of(LiveKeyRing.class);
    private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(30);

    /** Some reloads may fail before anything is thought of it. */
    private static final Duration UP_TO_DATE = Duration.ofMinutes(2);

    /** Bounds what strangers can make us remember; a forgotten id is merely asked for once more. */
    private static final int MAX_UNKNOWN = 1_000;

    private final KeySource source;
    private final KeyUse use;
    private final InstantSource clock;
    private final Executor background;

    /** Unknown ids, with the number of the last load that had begun when they were first seen. */
    private final Cache<String, Long> firstSeen = Caffeine.newBuilder()
            .maximumSize(MAX_UNKNOWN)
            .executor(Runnable::run)
            .build();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicReference<Instant> lastAttempt = new AtomicReference<>(Instant.MIN);
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicBoolean reloading = new AtomicBoolean();
    private volatile Loaded loaded;
    private volatile @Nullable String lastFailure;

    /** Loads are told apart by number, not by time: clocks are set back, and two things happen in one instant. */
    private record Loaded(KeyRing ring, long number, Instant at) {}

    /**
     * Loads the keys, which sign as a deployment does by default, with RS256 and HS256, and do not rotate by themselves.
     *
     * @param source where they come from
     * @param clock the time
     * @throws KeySourceException if the first load fails
     */
    public LiveKeyRing(KeySource source, InstantSource clock) {
        this(source, KeyUse.DEFAULT, clock);
    }

    /**
     * Loads the keys.
     *
     * @param source where they come from
     * @param use what they are used for and when they take turns
     * @param clock the time
     * @throws KeySourceException if the first load fails
     */
    public LiveKeyRing(KeySource source, KeyUse use, InstantSource clock) {
        this(source, use, clock, ForkJoinPool.commonPool());
    }

    LiveKeyRing(KeySource source, KeyUse use, InstantSource clock, Executor background) {
        this.source = source;
        this.use = use;
        this.clock = clock;
        this.background = background;
        Instant at = clock.instant();
        this.loaded = new Loaded(source.load(), 0, at);
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
     * Returns what each key is good for now, for display.
     *
     * @return one entry a key
     */
    public List<KeyStatus> states() {
        return current().states(clock.instant());
    }

    /**
     * Has something told of every change of the keys, after it took effect, by the thread that loaded them.
     *
     * @param listener what to run; it must be quick and not throw
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
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
        if (takeTurn() && requested.compareAndSet(false, true)) {
            startReload();
        }
        return true;
    }

    /**
     * Tells whether the keys were loaded within the last 2 minutes, or as long as new ones are announced if that is less. A key
     * of another node that is not among them was then put in without being announced, or somebody made it up; else this node
     * may have missed it.
     *
     * @return whether it is no fault of this node if it does not know a key
     */
    public boolean isUpToDate() {
        Duration age = Duration.between(loaded.at(), clock.instant());
        return !age.isNegative() && age.compareTo(longestAge()) <= 0;
    }

    private Duration longestAge() {
        @Nullable KeyRotation rotation = use.rotation();
        return rotation != null && rotation.announce().compareTo(UP_TO_DATE) < 0 ? rotation.announce() : UP_TO_DATE;
    }

    /** Lets one caller through every 30 seconds, and at once after the clock was set back. */
    private boolean takeTurn() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastAttempt.get());
        boolean setBack = now.isBefore(last);
        return (setBack || !now.isBefore(last.plus(BETWEEN_RELOADS))) && lastAttempt.compareAndSet(last, now);
    }

    /** A pool that is busy keeps this waiting, and nobody else: {@link #refresh} goes on meanwhile. */
    private void startReload() {
        boolean isAccepted = false;
        try {
            background.execute(this::reloadAsRequested);
            isAccepted = true;
        } catch (RejectedExecutionException e) {
            LOG.log(ERROR, "The keys can not be loaded again now; those of before stay in use", e);
        } finally {
            if (!isAccepted) {
                requested.set(false);
            }
        }
    }

    private void reloadAsRequested() {
        try {
            reloadAlone();
        } finally {
            requested.set(false);
        }
    }

    /**
     * Loads the keys again, and takes the step of the rotation that is due if the source can. To be called by a scheduler
     * every 30 seconds or so, on a thread that may wait for the source; requests go on with the keys of before. A source
     * whose keys are the same as before is cheap. If another thread is loading already, this returns at once. It never
     * throws: what fails is logged, once until it changes, and the keys of before stay in use.
     */
    public void refresh() {
        if (reloading.compareAndSet(false, true)) {
            whileReloading(() -> {
                reload();
                rotate();
            });
        }
    }

    /** Loads the keys again as {@link #refresh} does, and leaves their rotation to nodes with a better clock. */
    public void reloadAlone() {
        if (reloading.compareAndSet(false, true)) {
            whileReloading(this::reload);
        }
    }

    private void whileReloading(Runnable work) {
        try {
            work.run();
            lastFailure = null;
        } catch (RuntimeException e) {
            logOnce(e);
        } finally {
            reloading.set(false);
        }
    }

    /** What stays broken is looked at every 30 seconds, and would fill the log. */
    private void logOnce(RuntimeException e) {
        String failure = e.toString();
        if (!failure.equals(lastFailure)) {
            lastFailure = failure;
            LOG.log(ERROR, "The keys could not be loaded again or rotated; those of before stay in use", e);
        }
    }

    private void reload() {
        long number = begun.incrementAndGet();
        Instant at = clock.instant();
        adopt(new Loaded(source.load(), number, at));
    }

    private void rotate() {
        @Nullable KeyRotation rotation = use.rotation();
        Instant now = clock.instant();
        if (rotation != null && source instanceof RotatingKeySource rotating && rotation.isDue(current(), now)) {
            adopt(new Loaded(rotating.rotate(rotation, now), loaded.number(), loaded.at()));
        }
    }

    private void adopt(Loaded latest) {
        KeyRing before = current();
        KeyRing next = latest.ring();
        if (next == before) {
            loaded = latest;
            return;
        }
        requireComplete(next);
        loaded = latest;
        LOG.log(INFO, "Loaded the keys again: {0}", next);
        if (!next.projectId().equals(before.projectId())) {
            LOG.log(
                    WARNING,
                    "The keys came with another project id. It takes effect at the next start, and ends every session then:"
                            + " set guestpass.project-id to {0} to keep it",
                    before.projectId());
        }
        listeners.forEach(Runnable::run);
    }

    /** A ring that can no longer sign what the last one could is a mistake, and would end every session of that kind. */
    private void requireComplete(KeyRing next) {
        Instant now = clock.instant();
        for (Algorithm algorithm : use.algorithms()) {
            if (current().canSign(algorithm, now) && !next.canSign(algorithm, now)) {
                throw new KeySourceException("The new keys have no " + algorithm + " key that may sign: add one", null);
            }
        }
    }
}
