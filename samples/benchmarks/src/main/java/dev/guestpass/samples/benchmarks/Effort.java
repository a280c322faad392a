// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks;

import java.time.Duration;

/**
 * How much is put into a run.
 *
 * @param rounds turns of each subject of a request or an operation
 * @param slice length of such a turn
 * @param pageRounds turns of each server; a third of them in an open loop
 * @param pageSlice length of such a turn
 * @param pageWarmUp what each server is driven for before anything counts
 * @param openLoop how long requests come at a fixed rate, all turns together
 * @param visitors how many visitors the large run has
 * @param cached how many of them a node remembers
 * @param requests how many requests they make; half as many or more before anything counts
 */
public record Effort(
        int rounds,
        Duration slice,
        int pageRounds,
        Duration pageSlice,
        Duration pageWarmUp,
        Duration openLoop,
        int visitors,
        int cached,
        int requests) {

    /** For the figures of the documentation. */
    static final Effort FULL = new Effort(
            21,
            Duration.ofMillis(120),
            30,
            Duration.ofSeconds(1),
            Duration.ofSeconds(8),
            Duration.ofSeconds(8),
            10_000_000,
            1_000_000,
            2_000_000);

    /** Shows that everything runs; its figures are rough. */
    static final Effort SMOKE = new Effort(
            5,
            Duration.ofMillis(8),
            3,
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            100_000,
            10_000,
            50_000);

    /** For a test: a few seconds. */
    static final Effort LEAST = new Effort(
            1,
            Duration.ofMillis(1),
            1,
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            1_000,
            500,
            2_000);
}
