// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Moments as microseconds since 1970, UTC: the finest unit that all databases have, and none of their time zones. */
final class Micros {

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /** Rounds down; what is out of range becomes the first or the last moment. */
    static long of(Instant instant) {
        try {
            long seconds = Math.multiplyExact(instant.getEpochSecond(), PER_SECOND);
            return Math.addExact(seconds, instant.get(ChronoField.MICRO_OF_SECOND));
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long of(Duration duration) {
        return duration.dividedBy(ChronoUnit.MICROS.getDuration());
    }

    static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
