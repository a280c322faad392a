// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts by the minute for a day; older minutes make room for new ones. Safe for use by several threads. */
final class Timeline {

    private static final int MINUTES = 24 * 60;

    private final int[] counts = new int[MINUTES];
    private final long[] minutes = new long[MINUTES];
    private long total;

    Timeline() {
        Arrays.fill(minutes, -1);
    }

    synchronized void count(Instant at) {
        long minute = minute(at);
        int slot = slot(minute);
        if (minutes[slot] != minute) {
            minutes[slot] = minute;
            counts[slot] = 0;
        }
        counts[slot]++;
        total++;
    }

    /** Returns all that was ever counted. */
    synchronized long total() {
        return total;
    }

    /** Returns one number for each bar of the range, the last of which ends with the minute of the instant. */
    synchronized List<Integer> bars(Range range, Instant end) {
        long first = minute(end) + 1 - (long) range.bars() * range.minutesOfBar();
        return IntStream.range(0, range.bars())
                .map(bar -> sum(first + (long) bar * range.minutesOfBar(), range.minutesOfBar()))
                .boxed()
                .toList();
    }

    private int sum(long first, int length) {
        return IntStream.range(0, length)
                .map(i -> minutes[slot(first + i)] == first + i ? counts[slot(first + i)] : 0)
                .sum();
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60L);
    }

    private static int slot(long minute) {
        return Math.floorMod(minute, MINUTES);
    }
}
