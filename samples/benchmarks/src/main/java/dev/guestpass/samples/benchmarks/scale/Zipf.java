// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.scale;

import java.util.random.RandomGenerator;

/**
 * Draws numbers from 1 to n, each k times as rare as the first one: how often visitors come. By rejection from the integral,
 * without a table (Hörmann and Derflinger 1996), with the exponent 1.
 */
final class Zipf {

    private final int n;
    private final RandomGenerator random;
    private final double low;
    private final double high;

    Zipf(int n, RandomGenerator random) {
        this.n = n;
        this.random = random;
        this.low = Math.log(1.5) - 1;
        this.high = Math.log(n + 0.5);
    }

    int next() {
        while (true) {
            double u = high + random.nextDouble() * (low - high);
            double x = Math.exp(u);
            int k = Math.max(1, Math.min(n, (int) Math.round(x)));
            if (u >= Math.log(k + 0.5) - 1.0 / k) {
                return k;
            }
        }
    }
}
