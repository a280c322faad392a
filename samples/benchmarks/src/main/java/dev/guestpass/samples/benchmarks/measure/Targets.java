// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was to be reached, and what was. */
public final class Targets {

    private final List<Target> targets = new ArrayList<>();

    private record Target(
            String name,
            String bound,
            Spread measured,
            @Nullable Boolean isMet) {

        String verdict() {
            return isMet == null ? "" : isMet ? "yes" : "**no**";
        }
    }

    /**
     * Notes something that is to be small.
     *
     * @param name what it is
     * @param bound the most that it may be
     * @param measured what it is; its median counts
     */
    public void atMost(String name, double bound, Spread measured) {
        targets.add(new Target(name, "at most " + number(bound), measured, measured.median() <= bound));
    }

    /**
     * Notes something that is to be large.
     *
     * @param name what it is
     * @param bound the least that it may be
     * @param measured what it is; its median counts
     */
    public void atLeast(String name, double bound, Spread measured) {
        targets.add(new Target(name, "at least " + number(bound), measured, measured.median() >= bound));
    }

    /**
     * Notes something that is to be nothing: it says how far a target beside it can be trusted.
     *
     * @param name what it is
     * @param measured what it is
     */
    public void control(String name, Spread measured) {
        targets.add(new Target(name, "none", measured, null));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%.2f", value);
    }

    /**
     * Prints all of them.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        Table table = new Table(out, "Targets", "what", "target", "measured", "met");
        for (Target target : targets) {
            String format = target.measured().median() < 100 ? "%.3g" : "%,.0f";
            table.row(target.name(), target.bound(), target.measured().text(format), target.verdict());
        }
    }
}
