// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * A median and its quartiles.
 *
 * @param low a quarter is below this
 * @param median half is below this
 * @param high a quarter is above this
 */
public record Spread(double low, double median, double high) {

    /**
     * Sums up samples.
     *
     * @param samples at least one
     * @return their quartiles
     */
    public static Spread of(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * Divides sample by sample, so that what slows both in one round slows neither in the ratio.
     *
     * @param samples one a round
     * @param base the same rounds
     * @return the quartiles of the ratios
     */
    public static Spread ofRatios(double[] samples, double[] base) {
        double[] ratios = new double[samples.length];
        Arrays.setAll(ratios, i -> samples[i] / base[i]);
        return of(ratios);
    }

    /**
     * Writes median and quartiles; where they are the same, as of one sample, the one value.
     *
     * @param format of one number, as of {@link String#format}
     * @return such as {@code 1.02 (1.00-1.05)}
     */
    public String text(String format) {
        if (low == high) {
            return String.format(Locale.ROOT, format, median);
        }
        return String.format(Locale.ROOT, format + " (" + format + "-" + format + ")", median, low, high);
    }
}
