// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.measure;

import dev.guestpass.samples.benchmarks.measure.Rounds.Samples;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What subjects cost that took turns. */
public final class Costs {

    private final Map<Subject, Samples> samples;

    Costs(Map<Subject, Samples> samples) {
        this.samples = samples;
    }

    /**
     * Returns what an operation takes.
     *
     * @param subject one that was measured
     * @return nanoseconds of processor time
     */
    public Spread nanos(Subject subject) {
        return Spread.of(of(subject).nanos());
    }

    /**
     * Returns what an operation allocates.
     *
     * @param subject one that was measured
     * @return bytes
     */
    public double bytes(Subject subject) {
        return Spread.of(of(subject).bytes()).median();
    }

    /**
     * Compares two subjects, round by round.
     *
     * @param subject one that was measured
     * @param base another
     * @return how many times as much processor time the first one takes
     */
    public Spread ratio(Subject subject, Subject base) {
        return Spread.ofRatios(of(subject).nanos(), of(base).nanos());
    }

    private Samples of(Subject subject) {
        return Objects.requireNonNull(samples.get(subject), subject.name());
    }

    /**
     * Prints all subjects beside one of them.
     *
     * @param out where to
     * @param title stands above the table
     * @param base what the others are compared with
     */
    public void print(PrintStream out, String title, Subject base) {
        Table table = new Table(out, title, "subject", "CPU µs per operation", "bytes", "times " + base.name());
        for (Subject subject : samples.keySet()) {
            Spread nanos = nanos(subject);
            Spread micros = new Spread(nanos.low() / 1e3, nanos.median() / 1e3, nanos.high() / 1e3);
            table.row(
                    subject.name(),
                    micros.text(nanos.median() < 10_000 ? "%.3f" : "%.1f"),
                    String.format(Locale.ROOT, "%,.0f", bytes(subject)),
                    ratio(subject, base).text("%.3g"));
        }
    }
}
