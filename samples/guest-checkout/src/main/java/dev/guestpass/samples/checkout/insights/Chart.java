// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bars over time, measured out for a drawing of 320 by 100.
 *
 * @param title what is counted
 * @param total how much of it in all bars
 * @param most what the highest bar stands for
 * @param from when the first bar begins
 * @param to when the last one ends
 * @param bars those that stand for something
 */
record Chart(String title, int total, int most, String from, String to, List<Bar> bars) {

    private static final double WIDTH = 320;
    private static final double FLOOR = 100;
    private static final double HEIGHT = 96;

    /** One rectangle. */
    record Bar(double x, double y, double width, double height) {}

    static Chart of(Step step, Timeline timeline, Range range, Instant end) {
        List<Integer> counts = timeline.bars(range, end);
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        Duration shown = Duration.ofMinutes((long) range.bars() * range.minutesOfBar());
        return new Chart(
                step.title(),
                counts.stream().mapToInt(Integer::intValue).sum(),
                most,
                Times.of(range, end.minus(shown)),
                Times.of(range, end),
                IntStream.range(0, counts.size())
                        .filter(i -> counts.get(i) > 0)
                        .mapToObj(i -> bar(i, counts.size(), (double) counts.get(i) / most))
                        .toList());
    }

    private static Bar bar(int place, int places, double share) {
        double step = WIDTH / places;
        double height = Math.max(2, share * HEIGHT);
        return new Bar(place * step + 1, FLOOR - height, step - 2, height);
    }

    /** Says what the drawing shows, for who does not see it. */
    public String words() {
        return title + ": " + total + " from " + from + " to " + to + ", at most " + most + " in one bar";
    }
}
