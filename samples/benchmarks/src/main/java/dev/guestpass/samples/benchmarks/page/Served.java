// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import dev.guestpass.samples.benchmarks.measure.Spread;
import dev.guestpass.samples.benchmarks.page.Visitors.Load;
import java.io.IOException;
import java.time.Duration;

/** One server with visitors who have been there before, and what they cost it in each round. */
final class Served implements AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_A_SECOND = 10_000;
    private static final int LONGEST_WARM_UP = 5;

    /** Ours, and one of the application. */
    private static final int COOKIES = 1_500;

    private final Kept kept;
    private final ServerProcess server;
    private final Visitors visitors;
    private final double[] nanos;
    private final double[] perSecond;
    private final double[] half;
    private final double[] tail;

    private Served(Kept kept, ServerProcess server, Visitors visitors, int rounds, int openRounds) {
        this.kept = kept;
        this.server = server;
        this.visitors = visitors;
        this.nanos = new double[rounds];
        this.perSecond = new double[rounds];
        this.half = new double[openRounds];
        this.tail = new double[openRounds];
    }

    static Served start(Container container, Kept kept, int rounds, int openRounds) throws IOException {
        ServerProcess server = ServerProcess.start(container, kept);
        try (Visitors first = new Visitors(server.port(), 1, "")) {
            String cookies = kept == Kept.BARE ? "" : padded(first.visit());
            return new Served(kept, server, new Visitors(server.port(), CONNECTIONS, cookies), rounds, openRounds);
        }
    }

    /** Makes requests equally long: to read them takes any server longer than to know who sent them. */
    private static String padded(String cookies) {
        String filler = (cookies.isEmpty() ? "" : cookies + "; ") + "other=";
        return filler + "x".repeat(Math.max(1, COOKIES - filler.length()));
    }

    Kept kept() {
        return kept;
    }

    /** For longer where the machine is busy: a compiler that is kept waiting leaves some servers slower than others. */
    void warmUp(Duration duration) throws IOException {
        double wanted = duration.toSeconds() * WARM_UP_A_SECOND;
        double served = 0;
        for (int times = 0; times == 0 || (served < wanted && times < LONGEST_WARM_UP); times++) {
            served += visitors.closedLoop(duration).requests();
        }
    }

    void closedRound(int round, Duration duration) throws IOException {
        long before = server.processorTime();
        Load load = visitors.closedLoop(duration);
        nanos[round] = (double) (server.processorTime() - before) / load.requests();
        perSecond[round] = load.perSecond();
    }

    void openRound(int round, double rate, Duration duration) throws IOException {
        Load load = visitors.openLoop(rate, duration);
        half[round] = load.millisAt(50);
        tail[round] = load.millisAt(99);
    }

    Spread micros() {
        Spread spread = Spread.of(nanos);
        return new Spread(spread.low() / 1e3, spread.median() / 1e3, spread.high() / 1e3);
    }

    double perSecond() {
        return Spread.of(perSecond).median();
    }

    Spread processorRatio(Served base) {
        return Spread.ofRatios(nanos, base.nanos);
    }

    Spread throughputRatio(Served base) {
        return Spread.ofRatios(perSecond, base.perSecond);
    }

    Spread half() {
        return Spread.of(half);
    }

    Spread tail() {
        return Spread.of(tail);
    }

    Spread tailRatio(Served base) {
        return Spread.ofRatios(tail, base.tail);
    }

    @Override
    public void close() throws IOException {
        visitors.close();
        server.close();
    }
}
