// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes instants as the clock on the wall has them. */
final class Times {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private Times() {}

    static String dayAndMinute(Instant at) {
        return DAY.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A day begins and ends at the same minute, so that takes the date to tell them apart. */
    static String of(Range range, Instant at) {
        return (range == Range.HOUR ? MINUTE : DAY_OF_YEAR).format(at.atZone(ZoneId.systemDefault()));
    }
}
