// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes in JVMs of their own, a shared store, and 200 visitors, while the store stops, restarts and stands still,
 * nodes are killed and keys rotate. Takes 20 seconds for each store; {@code -Dguestpass.weather.seconds=120} has it go on
 * for longer.
 */
class HardWeatherTest {

    private static final long SECONDS = Long.getLong("guestpass.weather.seconds", 20);
    private static final int VISITORS = 200;
    private static final int THREADS = 16;
    private static final int KEYS = 3;

    /** A request makes two calls of the store at the most, each of which waits a second; and busy machines. */
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(8);

    /** About 300 pages a second: nodes that have no time for anything else would be another test. */
    private static final long THINKING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @TempDir
    Path folder;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Report report = new Report();

    @Test
    void visitWhenPostgresAndNodesFailThenNothingIsLost() throws Exception {
        try (SharedStore store = new PostgresStore(folder)) {
            weather(store);
        }
    }

    @Test
    void visitWhenRedisAndNodesFailThenNothingIsLost() throws Exception {
        try (SharedStore store = new RedisStore()) {
            weather(store);
        }
    }

    private Properties settings(SharedStore store, Ledger ledger) {
        Properties settings = store.settings(folder);
        settings.setProperty("weather.ledger", ledger.url());
        settings.setProperty("guestpass.session.lifetime", "2s");
        // A key is announced for longer than any outage lasts, as with the hour of the defaults, and for longer than a
        // node
        // is blind to the keys of others while it makes an RSA key of its own: 12 seconds were seen on a machine with
        // no time.
        settings.setProperty("guestpass.keys.rotate-every", Math.max(13, SECONDS / 3) + "s");
        settings.setProperty("guestpass.keys.announce", Math.max(13, SECONDS / 4) + "s");
        settings.setProperty("guestpass.issuance.budget.burst", "1000000");
        settings.setProperty("guestpass.issuance.budget.per-hour", "1000000");
        return settings;
    }

    private void weather(SharedStore store) throws Exception {
        try (Ledger ledger = new Ledger();
                Cluster cluster = new Cluster(settings(store, ledger), folder)) {
            Balancer balancer = new Balancer(cluster, report);
            List<Visitor> visitors = new ArrayList<>();
            for (int number = 0; number < VISITORS; number++) {
                visitors.add(new Visitor(number, balancer, report));
            }
            visit(visitors, Weather.over(store, cluster, SECONDS));
            for (Visitor visitor : visitors) {
                visitor.settle();
            }
            for (Visitor visitor : visitors) {
                visitor.takeStock();
            }
            report.compare(ledger);
            System.out.println("weather: " + report + ", converter called " + ledger.calls() + " times for "
                    + ledger.entries().size() + " conversions, " + report.keys() + " keys signed");
            assertThat(report.wrong()).isEmpty();
            assertThat(cluster.isAlive()).as("all nodes are there").isTrue();
            assertThat(report.keys()).as("keys that signed").isGreaterThanOrEqualTo(KEYS);
            assertThat(report.conversions()).isPositive();
            assertThat(report.convertedClaims()).isPositive();
            assertThat(report.checkedClaims()).isGreaterThan(VISITORS / 2);
            assertThat(report.count("claim 200")).isGreaterThan(report.count("claim 503"));
            assertThat(report.longest()).as("the longest answer").isLessThan(LONGEST_PAGE);
            assertThat(report.count("as last known 200"))
                    .as("the outage was seen")
                    .isPositive();
        }
    }

    private void visit(List<Visitor> visitors, Weather weather) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> groups = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                groups.add(threads.submit(() -> live(visitors, first)));
            }
            weather.run(SECONDS);
            awaitRotations();
            isOver.set(true);
            for (Future<?> group : groups) {
                group.get();
            }
        } finally {
            isOver.set(true);
            threads.shutdownNow();
        }
    }

    /** Where all goes fast, the weather is over before the keys have rotated twice. */
    private void awaitRotations() throws InterruptedException {
        for (int tenth = 0; report.keys() < KEYS && tenth < 100; tenth++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Nobody is in two places at once: each visitor belongs to one thread. */
    private boolean live(List<Visitor> visitors, int first) throws InterruptedException {
        while (!isOver.get()) {
            for (int number = first; number < VISITORS && !isOver.get(); number += THREADS) {
                visitors.get(number).act();
                LockSupport.parkNanos(THINKING_NANOS);
            }
        }
        return true;
    }
}
