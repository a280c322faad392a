// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * Visitors on a few connections, driven by one thread. In a closed loop each of them comes again as soon as it is answered; in
 * an open one they come at fixed times whether the server keeps up or not, and how long each waited counts from when it
 * should have come, so a server that stands still is charged for all who would have come meanwhile.
 */
final class Visitors implements AutoCloseable {

    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private static final long DOZE = 20_000;

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private final byte[] request;
    private long sessions;

    Visitors(int port, int count, String cookies) throws IOException {
        String cookie = cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n";
        this.request = ("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n" + cookie + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < count; i++) {
            connections.add(new Connection(port, selector));
        }
    }

    /** What came of it. */
    record Load(long requests, long sessions, long nanos, Histogram waited) {

        double perSecond() {
            return requests * 1e9 / nanos;
        }

        double millisAt(double percentile) {
            return waited.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** Makes one visit, and returns the cookies that a browser would send from now on. */
    String visit() throws IOException {
        Connection connection = connections.get(0);
        connection.send(request, System.nanoTime());
        while (connection.isWaiting()) {
            selector.select(key -> {}, 1);
            boolean unused = connection.isAnswered();
        }
        return connection
                .answer()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Set-Cookie: ", 0, 12))
                .map(line -> line.substring(12, line.indexOf(';')))
                .collect(Collectors.joining("; "));
    }

    Load closedLoop(Duration duration) throws IOException {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        return closedLoop(() -> System.nanoTime() < end);
    }

    Load closedLoop(BooleanSupplier goesOn) throws IOException {
        Histogram waited = new Histogram(LONGEST, 3);
        long before = sessions;
        long begin = System.nanoTime();
        for (Connection connection : connections) {
            connection.send(request, System.nanoTime());
        }
        while (goesOn.getAsBoolean()) {
            for (Connection answered : answered(1, waited)) {
                answered.send(request, System.nanoTime());
            }
        }
        drain(waited);
        return new Load(waited.getTotalCount(), sessions - before, System.nanoTime() - begin, waited);
    }

    Load openLoop(double perSecond, Duration duration) throws IOException {
        long count = (long) (perSecond * duration.toNanos() / 1e9);
        return openLoop(perSecond, sent -> sent < count);
    }

    /** Goes on by how many were sent. */
    Load openLoop(double perSecond, LongPredicate goesOn) throws IOException {
        Histogram waited = new Histogram(LONGEST, 3);
        long before = sessions;
        Deque<Connection> free = new ArrayDeque<>(connections);
        long begin = System.nanoTime();
        for (long sent = 0; goesOn.test(sent); ) {
            long due = begin + (long) (sent * 1e9 / perSecond);
            long rest = due - System.nanoTime();
            if (rest <= 0 && !free.isEmpty()) {
                free.pop().send(request, due);
                sent++;
            } else {
                free.addAll(answered(free.isEmpty() ? 1 : rest / 1_000_000, waited));
            }
        }
        drain(waited);
        return new Load(waited.getTotalCount(), sessions - before, System.nanoTime() - begin, waited);
    }

    private void drain(Histogram waited) throws IOException {
        while (connections.stream().anyMatch(Connection::isWaiting)) {
            answered(1, waited);
        }
    }

    /** Less than a millisecond can not be waited for, and is dozed through: the server needs the processors more. */
    private List<Connection> answered(long millis, Histogram waited) throws IOException {
        int ready = millis > 0 ? selector.select(millis) : selector.selectNow();
        if (ready == 0 && millis == 0) {
            LockSupport.parkNanos(DOZE);
        }
        List<Connection> answered = new ArrayList<>();
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (connection.isWaiting() && connection.isAnswered()) {
                waited.recordValue(Math.min(System.nanoTime() - connection.intended(), LONGEST));
                sessions += connection.hasSession() ? 1 : 0;
                answered.add(connection);
            }
        }
        selector.selectedKeys().clear();
        return answered;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
