// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as Redis tells them: whole microseconds since 1970, and none that Lua could not calculate with. */
final class Micros {

    /** The largest whole number up to which a double has them all; in the year 2255. */
    private static final Instant LATEST = read(9_007_199_254_740_991L);

    private Micros() {}

    static Instant read(String digits) {
        return read(Long.parseLong(digits));
    }

    private static Instant read(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Rounds up: a record is kept rather too long, and a feed read from there tells of nothing older. */
    static String write(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return "0";
        }
        Instant known = instant.isAfter(LATEST) ? LATEST : instant;
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, known.plusNanos(999)));
    }
}
