// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.time.Duration;

/**
 * The rules by which refresh tokens are rotated.
 *
 * @param rotate whether a refresh leads to a new generation at all
 * @param reuseInterval how long a replaced generation may come again, counted from its own first use; 0 to 60 seconds
 * @param lostResponseWindow how long after a rotation its predecessor is still accepted if the successor was never
 *     presented, because the answer seems to have been lost; zero switches this off
 * @param onMissing what to do with a token that is ahead of the record, or has none
 */
public record RotationPolicy(boolean rotate, Duration reuseInterval, Duration lostResponseWindow, OnMissing onMissing) {

    /** The longest {@linkplain #reuseInterval() reuse interval} there is, and so how long a first use is remembered. */
    public static final Duration MAX_REUSE_INTERVAL = Duration.ofSeconds(60);

    /**
     * Checks the ranges.
     *
     * @param rotate see {@link #rotate()}
     * @param reuseInterval see {@link #reuseInterval()}
     * @param lostResponseWindow see {@link #lostResponseWindow()}
     * @param onMissing see {@link #onMissing()}
     * @throws IllegalArgumentException if a duration is negative, or the reuse interval is over 60 seconds
     */
    public RotationPolicy {
        if (reuseInterval.isNegative() || reuseInterval.compareTo(MAX_REUSE_INTERVAL) > 0) {
            throw new IllegalArgumentException("The reuse interval is 0 to 60 seconds");
        }
        if (lostResponseWindow.isNegative()) {
            throw new IllegalArgumentException("The lost-response window is 0 or more");
        }
    }

    /**
     * Returns this policy with another answer to whether it rotates.
     *
     * @param value see {@link #rotate()}
     * @return the copy
     */
    public RotationPolicy withRotate(boolean value) {
        return new RotationPolicy(value, reuseInterval, lostResponseWindow, onMissing);
    }

    /**
     * Returns this policy with another reuse interval.
     *
     * @param value see {@link #reuseInterval()}
     * @return the copy
     */
    public RotationPolicy withReuseInterval(Duration value) {
        return new RotationPolicy(rotate, value, lostResponseWindow, onMissing);
    }

    /**
     * Returns this policy with another window for lost responses.
     *
     * @param value see {@link #lostResponseWindow()}
     * @return the copy
     */
    public RotationPolicy withLostResponseWindow(Duration value) {
        return new RotationPolicy(rotate, reuseInterval, value, onMissing);
    }

    /**
     * Returns this policy with another answer to what is missing.
     *
     * @param value see {@link #onMissing()}
     * @return the copy
     */
    public RotationPolicy withOnMissing(OnMissing value) {
        return new RotationPolicy(rotate, reuseInterval, lostResponseWindow, value);
    }

    /** What a store does with a genuine token that it should know and does not. */
    public enum OnMissing {
        /** Go on from the token: we signed it, so the visitor is who it says. The default, so that nobody loses a cart. */
        ADOPT,
        /** Refuse it, for those who would rather lose a visitor than accept a token whose end may have been forgotten. */
        REFUSE
    }
}
