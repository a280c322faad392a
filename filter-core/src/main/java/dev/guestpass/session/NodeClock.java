// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStoreException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether this node's clock agrees with that of the store, which is what all nodes share.
 *
 * <p>A node whose clock is far off takes living tokens for expired ones, and signs others that only it believes in. It
 * serves pages, and leaves cookies as they are, until somebody sets the clock.
 */
final class NodeClock {

    /** More than a token's leeway, and than what a busy network adds. */
    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(30);

    /** How far a clock may be off, and tokens still be signed by it. */
    static final Duration MOST = Duration.ofMinutes(5);

    private static final Logger LOG = SafeLogger.of(NodeClock.class);

    private final EventPublisher events;
    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean isCompared;

    NodeClock(EventPublisher events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Asks the store for its time, which lies between two moments of this node if the clocks agree. */
    void compareWith(SessionStore store) {
        Instant before = clock.instant();
        store.time().ifPresent(time -> agree(before, time, clock.instant()));
        isCompared = true;
    }

    private void agree(Instant before, Instant time, Instant after) {
        Duration now = Duration.ZERO;
        if (time.isBefore(before)) {
            now = Duration.between(time, before);
        } else if (time.isAfter(after)) {
            now = Duration.between(time, after);
        }
        boolean isBackInTime = !isTrusted() && now.abs().compareTo(MOST) <= 0;
        ahead = now;
        if (now.abs().compareTo(WORTH_A_WARNING) > 0) {
            LOG.log(WARNING, complaint());
            events.publish(new SessionEvent.ClocksDiffer(now));
        } else if (isBackInTime) {
            LOG.log(INFO, "This node's clock agrees with the session store's again");
        }
    }

    /** The time of the store, as well as it is known. */
    Instant storeTime() {
        return clock.instant().minus(ahead);
    }

    /** Tells whether tokens may be signed with the time of this node. */
    boolean isTrusted() {
        return ahead.abs().compareTo(MOST) <= 0;
    }

    /**
     * Tells whether keys that all nodes share may be rotated with the time of this node. A visitor is better served by a
     * clock that nobody has compared yet than not at all; but keys that are dropped too early, or announced for years
     * ahead, concern everybody. A store in this node's memory has no time of its own: then there is nothing to compare with,
     * and this node's clock is all there is.
     */
    boolean isConfirmed() {
        return isCompared && isTrusted();
    }

    /** Refuses where only an error can be the answer. */
    void requireTrusted() {
        if (!isTrusted()) {
            throw new SessionStoreException(complaint(), null);
        }
    }

    private String complaint() {
        return "The clock of this node is " + ahead.abs().toSeconds() + " seconds "
                + (ahead.isNegative() ? "behind" : "ahead of") + " that of the session store; set both by NTP"
                + (isTrusted() ? "" : " (until then this node signs no tokens)");
    }
}
