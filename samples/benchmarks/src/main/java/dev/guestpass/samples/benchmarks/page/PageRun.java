// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import dev.guestpass.samples.benchmarks.Effort;
import dev.guestpass.samples.benchmarks.measure.Table;
import dev.guestpass.samples.benchmarks.measure.Targets;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a page costs a server that knows its visitors, beside the same server that does not. */
public final class PageRun {

    /** Of what a server without a filter can do: none of them is at its limit, so what is seen is its own time. */
    private static final double PART_OF_CAPACITY = 0.25;

    private static final List<Kept> SUBJECTS =
            List.of(Kept.NONE, Kept.CONTROL, Kept.BARE, Kept.HTTP_SESSION, Kept.SPRING_SESSION, Kept.GUESTPASS);

    private final Effort effort;
    private final PrintStream out;
    private final Targets targets;

    /**
     * Plans the run.
     *
     * @param effort how long it may take
     * @param out where tables go
     * @param targets takes note of what was reached
     */
    public PageRun(Effort effort, PrintStream out, Targets targets) {
        this.effort = effort;
        this.out = out;
        this.targets = targets;
    }

    /**
     * Measures on each server.
     *
     * @throws IOException if a server does not answer
     */
    public void run() throws IOException {
        for (Container container : Container.values()) {
            run(container);
        }
    }

    private void run(Container container) throws IOException {
        List<Served> servers = new ArrayList<>();
        try {
            for (Kept kept : SUBJECTS) {
                Served served = Served.start(container, kept, effort.pageRounds(), openRounds());
                servers.add(served);
                served.warmUp(effort.pageWarmUp());
            }
            closedLoop(servers);
            print(container, servers);
            openLoop(servers);
            printWaits(container, servers);
        } finally {
            for (Served served : servers) {
                served.close();
            }
        }
    }

    /** Everyone is first, second and so on as often as the others. */
    private void closedLoop(List<Served> servers) throws IOException {
        for (int round = 0; round < effort.pageRounds(); round++) {
            for (int i = 0; i < servers.size(); i++) {
                servers.get((round + i) % servers.size()).closedRound(round, effort.pageSlice());
            }
        }
    }

    private void openLoop(List<Served> servers) throws IOException {
        double rate = servers.get(0).perSecond() * PART_OF_CAPACITY;
        for (int round = 0; round < openRounds(); round++) {
            for (int i = 0; i < servers.size(); i++) {
                servers.get((round + i) % servers.size())
                        .openRound(round, rate, effort.openLoop().dividedBy(openRounds()));
            }
        }
    }

    /** Fewer and longer ones than of the closed loop: a percentile wants many requests. */
    private int openRounds() {
        return Math.max(1, effort.pageRounds() / 3);
    }

    private static Served of(List<Served> servers, Kept kept) {
        return servers.get(SUBJECTS.indexOf(kept));
    }

    private void print(Container container, List<Served> servers) {
        Served base = servers.get(0);
        Table table = new Table(
                out,
                "A page of 100 bytes on " + container.title() + ", 16 connections, closed loop",
                "the server knows visitors by",
                "server CPU µs per request",
                "times no filter",
                "requests a second",
                "times no filter");
        for (Served served : servers) {
            table.row(
                    served.kept().title(),
                    served.micros().text("%.1f"),
                    served.processorRatio(base).text("%.2f"),
                    String.format(Locale.ROOT, "%,.0f", served.perSecond()),
                    served.throughputRatio(base).text("%.2f"));
        }
        Served ours = of(servers, Kept.GUESTPASS);
        out.printf(
                "%nGuestpass with its cookies / no filter and no cookies, server CPU: %s%n",
                ours.processorRatio(of(servers, Kept.BARE)).text("%.2f"));
        targets.atMost(container.title() + ": CPU / no filter", 1.03, ours.processorRatio(base));
        targets.atMost(
                container.title() + ": CPU / HttpSession", 1.03, ours.processorRatio(of(servers, Kept.HTTP_SESSION)));
        targets.atMost(
                container.title() + ": CPU / Spring Session",
                1.00,
                ours.processorRatio(of(servers, Kept.SPRING_SESSION)));
        targets.atLeast(container.title() + ": throughput / no filter", 0.97, ours.throughputRatio(base));
    }

    private void printWaits(Container container, List<Served> servers) {
        Served base = servers.get(0);
        Table table = new Table(
                out,
                "The same on " + container.title() + ", open loop at a quarter of that rate",
                "the server knows visitors by",
                "p50 ms",
                "p99 ms",
                "p99 times no filter");
        for (Served served : servers) {
            table.row(
                    served.kept().title(),
                    served.half().text("%.2f"),
                    served.tail().text("%.2f"),
                    served.tailRatio(base).text("%.2f"));
        }
        targets.atMost(
                container.title() + ": p99 / no filter",
                1.05,
                of(servers, Kept.GUESTPASS).tailRatio(base));
        targets.control(
                container.title() + ": p99 of no filter, once more / no filter: what can not be told apart",
                of(servers, Kept.CONTROL).tailRatio(base));
    }
}
