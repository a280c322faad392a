// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import java.time.Duration;

/** Times to wait as {@code Retry-After} has them (RFC 9110 §10.2.3). */
final class WholeSeconds {

    private WholeSeconds() {}

    /** Rounds up, so that who waits as long has waited long enough; 1 or more. */
    static String of(Duration wait) {
        long seconds = wait.plusNanos(999_999_999).toSeconds();
        return Long.toString(Math.max(1, seconds));
    }
}
