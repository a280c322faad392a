// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

/**
 * How many came to a step, beside how many began.
 *
 * @param title names the step
 * @param meaning says what it is
 * @param count how many
 * @param share of those who began, in words
 * @param width of the bar, of 240
 */
record FunnelRow(String title, String meaning, long count, String share, double width) {

    private static final double WIDEST = 240;

    static FunnelRow of(Step step, long count, long began) {
        double share = began == 0 ? 0 : Math.min(1, (double) count / began);
        return new FunnelRow(step.title(), step.meaning(), count, Math.round(share * 100) + " %", share * WIDEST);
    }
}
