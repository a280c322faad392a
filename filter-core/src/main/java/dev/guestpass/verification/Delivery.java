// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import java.time.Duration;
import java.util.List;

/**
 * How messages are delivered.
 *
 * @param threads how many at a time
 * @param capacity how many may wait
 * @param pauses how long to wait after each failure; after the last one it is given up
 * @param patience how long those that wait may still take when the application ends
 */
record Delivery(int threads, int capacity, List<Duration> pauses, Duration patience) {

    static final Delivery DEFAULT = new Delivery(
            2,
            1_000,
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60)),
            Duration.ofSeconds(3));
}
