// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks;

import dev.guestpass.samples.benchmarks.measure.Targets;
import dev.guestpass.samples.benchmarks.page.FloodRun;
import dev.guestpass.samples.benchmarks.page.PageRun;
import dev.guestpass.samples.benchmarks.request.ParallelRun;
import dev.guestpass.samples.benchmarks.request.RequestRun;
import dev.guestpass.samples.benchmarks.scale.ScaleRun;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the benchmarks and prints their tables; it writes no file. The first argument says which: {@code all}, or one of
 * {@code requests}, {@code pages}, {@code scale} and {@code floods}; {@code jmh} hands the rest to JMH. {@code smoke} as the
 * second one shortens a run to what shows that it works.
 */
public final class Benchmarks {

    private static final List<String> ALL = List.of("requests", "pages", "scale", "floods");

    private Benchmarks() {}

    /**
     * Runs them.
     *
     * @param arguments see above
     * @throws Exception if one of them can not do its work
     */
    public static void main(String[] arguments) throws Exception {
        String which = arguments.length == 0 ? "all" : arguments[0];
        if (which.equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        boolean isShort = arguments.length == 2 && arguments[1].equals("smoke");
        if ((!which.equals("all") && !ALL.contains(which)) || (arguments.length > 1 && !isShort)) {
            throw new IllegalArgumentException(
                    "Say all, jmh or one of " + ALL + ", and smoke after it for a short run");
        }
        run(which.equals("all") ? ALL : List.of(which), isShort ? Effort.SMOKE : Effort.FULL, System.out);
    }

    static void run(List<String> names, Effort effort, PrintStream out) throws Exception {
        Targets targets = new Targets();
        Machine.print(out);
        for (String name : names) {
            switch (name) {
                case "requests" -> {
                    new RequestRun(effort, out, targets).run();
                    new ParallelRun(effort, out, targets).run();
                }
                case "pages" -> new PageRun(effort, out, targets).run();
                case "scale" -> new ScaleRun(effort, out, targets).run();
                default -> new FloodRun(effort, out, targets).run();
            }
        }
        targets.print(out);
    }
}
