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
import java.util.BitSet;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** A node among thousands and millions of visitors. */
public final class ScaleRun {

    private static final Duration LIFE = Duration.ofHours(4);
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(90);
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
                "misses: came for the first time",
                "misses: was forgotten",
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
        Start start = warmedUp(node, visitors, cached, ranks);
        BitSet known = start.known();
        keys.setCostsNothing(false);
        Histogram waited = new Histogram(Duration.ofSeconds(10).toNanos(), 3);
        int newcomers = -known.cardinality();
        long verifications = keys.verifications();
        long collections = collectors(GarbageCollectorMXBean::getCollectionCount);
        long collecting = collectors(GarbageCollectorMXBean::getCollectionTime);
        long begin = System.nanoTime();
        for (int i = 0; i < effort.requests(); i++) {
            int visitor = ranks.next();
            String token = crowd.token(visitor);
            known.set(visitor);
            long before = System.nanoTime();
            Authentication answer = node.authenticate(token);
            waited.recordValue(System.nanoTime() - before);
            require(answer);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        newcomers += known.cardinality();
        long misses = keys.verifications() - verifications;
        table.row(
                String.format(Locale.ROOT, "%,d", visitors),
                String.format(Locale.ROOT, start.isFull() ? "%,d" : "%,d, not yet full", cached),
                part(effort.requests() - misses),
                part(newcomers),
                part(misses - newcomers),
                String.format(Locale.ROOT, "%.2f", waited.getValueAtPercentile(50) / 1e3),
                String.format(Locale.ROOT, "%.1f", waited.getValueAtPercentile(99) / 1e3),
                String.valueOf(collectors(GarbageCollectorMXBean::getCollectionCount) - collections),
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        100 * (collectors(GarbageCollectorMXBean::getCollectionTime) - collecting) / millis));
        return waited.getValueAtPercentile(50) / 1e3;
    }

    /** Writes how many of the requests that is. */
    private String part(long count) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / effort.requests());
    }

    /** Who has come by now, and whether the node is as full as it will be. */
    private record Start(BitSet known, boolean isFull) {}

    /**
     * Lets visitors come until all of them have, if the node has room for them, and else until it has forgotten as many as it has
     * room for: whoever is verified is remembered, or makes it forget somebody.
     */
    private Start warmedUp(AnonymousSessions node, int visitors, int cached, Zipf ranks) {
        keys.setCostsNothing(true);
        BitSet known = new BitSet(visitors + 1);
        boolean isFull = visitors <= cached;
        if (isFull) {
            for (int visitor = visitors; visitor > 0; visitor--) {
                authenticate(node, visitor);
            }
            known.set(1, visitors + 1);
        }
        long enough = keys.verifications() + 2L * cached;
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        for (int i = 0; (i < effort.requests() / 2 || !isFull) && System.nanoTime() < end; i++) {
            int visitor = ranks.next();
            known.set(visitor);
            authenticate(node, visitor);
            isFull |= keys.verifications() >= enough;
        }
        return new Start(known, isFull);
    }

    private static long collectors(ToLongFunction<GarbageCollectorMXBean> value) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(value)
                .sum();
    }
}
