// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it, so that no test has to wait. Safe for use by several threads. */
public final class MovableClock implements InstantSource {

    private volatile Instant now;

    private MovableClock(Instant now) {
        this.now = now;
    }

    /**
     * Makes a clock.
     *
     * @param now what it shows
     * @return the clock
     */
    public static MovableClock at(Instant now) {
        return new MovableClock(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves the clock on.
     *
     * @param duration by how much; a negative one moves it back
     * @return this clock
     */
    public synchronized MovableClock advance(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /**
     * Sets the clock.
     *
     * @param instant what it shows from now on
     * @return this clock
     */
    public synchronized MovableClock set(Instant instant) {
        now = instant;
        return this;
    }
}
