// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.scale;

import dev.guestpass.key.StandInKeys;
import dev.guestpass.samples.benchmarks.Effort;
import dev.guestpass.samples.benchmarks.measure.Spread;
import dev.guestpass.samples.benchmarks.measure.Table;
import dev.guestpass.samples.benchmarks.measure.Targets;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.store.InMemorySessionStore;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** A node among thousands and millions of visitors. */
public final class ScaleRun {

    private static final Duration LIFE = Duration.ofHours(4);
    private static final long SEED = 42;

    private final Effort effort;
    private final PrintStream out;
    private final Targets targets;
    private final StandInKeys keys = new StandInKeys();
    private final Crowd crowd = new Crowd(keys, LIFE);

    /**
     * Plans the run.
     *
     * @param effort how many visitors there are
     * @param out where tables go
     * @param targets takes note of what was reached
     */
    public ScaleRun(Effort effort, PrintStream out, Targets targets) {
        this.effort = effort;
        this.out = out;
        this.targets = targets;
    }

    /** Measures memory first, and time after it. */
    public void run() {
        heap();
        Table table = new Table(
                out,
                "Visitors who come with the frequency of their rank (Zipf, exponent 1)",
                "visitors",
                "remembered",
                "hits",
                "p50 µs",
                "p99 µs",
                "collections",
                "collecting, % of the time");
        double least = 0;
        double most = 0;
        for (int visitors = 1_000; visitors <= effort.visitors(); visitors *= 10) {
            most = load(visitors, effort.cached(), table);
            least = least == 0 ? most : least;
        }
        load(effort.visitors(), effort.cached() / 10, table);
        double growth = most / least;
        targets.atMost("median of the largest crowd / of the smallest", 1.2, new Spread(growth, growth, growth));
    }

    private AnonymousSessions node(int cached) {
        SessionSettings settings = SessionSettings.defaults();
        return AnonymousSessions.builder(keys, InMemorySessionStore.builder().build())
                .settings(settings.withLifetimes(settings.lifetimes().withSession(LIFE)))
                .cachedTokens(cached)
                .build();
    }

    private void heap() {
        keys.setCostsNothing(true);
        AnonymousSessions node = node(effort.cached());
        long before = usedHeap();
        for (int visitor = 0; visitor < effort.cached(); visitor++) {
            authenticate(node, visitor);
        }
        double each = (double) (usedHeap() - before) / effort.cached();
        out.printf(
                Locale.ROOT,
                "%nHeap for each of %,d remembered visitors, %d bytes of token included: %,.0f bytes%n",
                effort.cached(),
                crowd.token(1).length(),
                each);
        authenticate(node, 0);
        targets.atMost("heap per remembered visitor, bytes", 1_500, new Spread(each, each, each));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void authenticate(AnonymousSessions node, int visitor) {
        require(node.authenticate(crowd.token(visitor)));
    }

    private static void require(Authentication answer) {
        if (!(answer instanceof Authentication.Authenticated)) {
            throw new IllegalStateException("A visitor is not known: " + answer);
        }
    }

    private double load(int visitors, int cached, Table table) {
        AnonymousSessions node = node(cached);
        Zipf ranks = new Zipf(visitors, new Random(SEED));
        keys.setCostsNothing(true);
        for (int i = 0; i < effort.requests(); i++) {
            authenticate(node, ranks.next());
        }
        keys.setCostsNothing(false);
        Histogram waited = new Histogram(Duration.ofSeconds(10).toNanos(), 3);
        long verifications = keys.verifications();
        long collections = collectors(GarbageCollectorMXBean::getCollectionCount);
        long collecting = collectors(GarbageCollectorMXBean::getCollectionTime);
        long begin = System.nanoTime();
        for (int i = 0; i < effort.requests(); i++) {
            String token = crowd.token(ranks.next());
            long start = System.nanoTime();
            Authentication answer = node.authenticate(token);
            waited.recordValue(System.nanoTime() - start);
            require(answer);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        double hits = 1 - (double) (keys.verifications() - verifications) / effort.requests();
        table.row(
                String.format(Locale.ROOT, "%,d", visitors),
                String.format(Locale.ROOT, "%,d", cached),
                String.format(Locale.ROOT, "%.1f %%", hits * 100),
                String.format(Locale.ROOT, "%.2f", waited.getValueAtPercentile(50) / 1e3),
                String.format(Locale.ROOT, "%.1f", waited.getValueAtPercentile(99) / 1e3),
                String.valueOf(collectors(GarbageCollectorMXBean::getCollectionCount) - collections),
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        100 * (collectors(GarbageCollectorMXBean::getCollectionTime) - collecting) / millis));
        return waited.getValueAtPercentile(50) / 1e3;
    }

    private static long collectors(ToLongFunction<GarbageCollectorMXBean> value) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(value)
                .sum();
    }
}
