// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import java.time.Duration;

/** Times to wait as {@code Retry-After} has them (RFC 9110 §10.2.3). */
final class WholeSeconds {

    private static final Duration LONGEST = Duration.ofDays(1);

    private WholeSeconds() {}

    /** Rounds up, so that who waits as long has waited long enough; 1 or more, and a day for never. */
    static String of(Duration wait) {
        if (wait.compareTo(LONGEST) > 0) {
            return Long.toString(LONGEST.toSeconds());
        }
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
