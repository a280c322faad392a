// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * What happens to the nodes and their store while visitors come and go, spread over the whole time: an outage, a
 * restart, a server that stands still, and nodes that are killed.
 */
final class Weather {

    private final List<Event> events;

    /** Something that happens at a point of the whole time, of 100. */
    private record Event(int percent, String name, Callable<?> action) {}

    private Weather(List<Event> events) {
        this.events = events;
    }

    static Weather over(SharedStore store, Cluster cluster, long seconds) {
        long outage = Math.max(2, seconds / 12);
        long pause = Math.max(2, seconds / 24);
        return new Weather(List.of(
                event(15, "store stopped for " + outage + " s", () -> interrupted(store::stop, outage, store::start)),
                event(45, "node 0 killed and replaced", () -> replaced(cluster, 0)),
                event(55, "store restarted", () -> interrupted(store::stop, 0, store::start)),
                event(70, "store paused for " + pause + " s", () -> interrupted(store::pause, pause, store::goOn)),
                event(85, "node 1 killed and replaced", () -> replaced(cluster, 1))));
    }

    private static Event event(int percent, String name, Callable<?> action) {
        return new Event(percent, name, action);
    }

    private static boolean interrupted(Runnable before, long seconds, Runnable after) throws InterruptedException {
        before.run();
        TimeUnit.SECONDS.sleep(seconds);
        after.run();
        return true;
    }

    private static boolean replaced(Cluster cluster, int node) throws Exception {
        cluster.replace(node);
        return true;
    }

    /** Lets it all happen. */
    void run(long seconds) throws Exception {
        long began = System.nanoTime();
        for (Event event : events) {
            long due = TimeUnit.SECONDS.toNanos(seconds) * event.percent() / 100;
            TimeUnit.NANOSECONDS.sleep(due - (System.nanoTime() - began));
            System.out.println("weather: " + Instant.now() + " " + event.name());
            event.action().call();
        }
        TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(seconds) - (System.nanoTime() - began));
    }
}
