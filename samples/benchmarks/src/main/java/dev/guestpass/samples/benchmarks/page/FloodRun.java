// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import dev.guestpass.samples.benchmarks.Effort;
import dev.guestpass.samples.benchmarks.measure.Spread;
import dev.guestpass.samples.benchmarks.measure.Table;
import dev.guestpass.samples.benchmarks.measure.Targets;
import dev.guestpass.samples.benchmarks.page.Visitors.Load;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * How long visitors who return wait, while others who come for the first time, or with garbage, come at a rate, or as fast as
 * they can. The others' machine is not the server's: their process gets what its processors have left over.
 */
public final class FloodRun {

    private static final int RETURNING_A_SECOND = 200;
    private static final int CONNECTIONS = 16;

    /** Its signature ends in a letter that no encoder ends in. */
    private static final String GARBAGE_REFUSED_BEFORE_ANY_KEY =
            "DS=eyJhbGciOiJSUzI1NiJ9." + "A".repeat(500) + '.' + "B".repeat(342);

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
    public FloodRun(Effort effort, PrintStream out, Targets targets) {
        this.effort = effort;
        this.out = out;
        this.targets = targets;
    }

    /** A flood. */
    private enum Flood {
        NO_FILTER("pages of a server without a filter, for comparison", Kept.NONE, "", 0),
        MANY_WITHOUT_FILTER("pages of a server without a filter, 2,000 a second", Kept.NONE, "", 2_000),
        ONE_ADDRESS("first visits from one address", Kept.GUESTPASS_WITH_BUDGET, "", 0),
        GARBAGE_FROM_ONE(
                "garbage from one address, refused before any key",
                Kept.GUESTPASS_WITH_BUDGET,
                GARBAGE_REFUSED_BEFORE_ANY_KEY,
                0),
        MANY_ADDRESSES("first visits from everywhere", Kept.GUESTPASS, "", 0),
        MUCH_GARBAGE(
                "garbage from one address, refused before any key, 2,000 a second",
                Kept.GUESTPASS_WITH_BUDGET,
                GARBAGE_REFUSED_BEFORE_ANY_KEY,
                2_000),
        MUCH_FORGED(
                "forged tokens, as many as fit, from one address, 2,000 a second",
                Kept.GUESTPASS_WITH_BUDGET,
                "",
                2_000) {
            @Override
            String cookies(String genuine) {
                return new ForgedTokens(genuine).cookies();
            }
        },
        /** Half of what the JDK can sign. */
        MANY("first visits from everywhere, 500 a second", Kept.GUESTPASS, "", 500),
        /** Twice what it can. */
        TOO_MANY("first visits from everywhere, 2,000 a second", Kept.GUESTPASS, "", 2_000);

        private final String title;
        private final Kept kept;
        private final String cookies;
        private final int perSecond;

        Flood(String title, Kept kept, String cookies, int perSecond) {
            this.title = title;
            this.kept = kept;
            this.cookies = cookies;
            this.perSecond = perSecond;
        }

        /**
         * Returns what each request of it has for cookies.
         *
         * @param genuine those of a visitor of the same server
         */
        String cookies(String genuine) {
            return cookies;
        }
    }

    /**
     * Measures each flood on a server of its own.
     *
     * @throws Exception if a server does not answer
     */
    public void run() throws Exception {
        Table table = new Table(
                out,
                "Returning visitors in a flood, Jetty 12.1, " + RETURNING_A_SECOND + " a second in an open loop",
                "the flood",
                "of the flood served a second",
                "with a session",
                "p50 ms quiet",
                "p50 ms in it",
                "p99 ms quiet",
                "p99 ms in it",
                "p99 in it / quiet");
        for (Flood flood : Flood.values()) {
            run(flood, table);
        }
    }

    private void run(Flood flood, Table table) throws Exception {
        int rounds = Math.max(1, effort.pageRounds() / 6);
        Duration slice = effort.openLoop().dividedBy(4);
        Rows quiet = new Rows(rounds);
        Rows flooded = new Rows(rounds);
        double[] served = new double[rounds];
        double[] sessions = new double[rounds];
        try (ServerProcess server = ServerProcess.start(Container.JETTY, flood.kept)) {
            String cookies = firstVisit(server);
            try (JavaProcess flooder = flooder(flood, server, cookies);
                    Visitors returning = new Visitors(server.port(), CONNECTIONS, cookies)) {
                returning.closedLoop(effort.pageWarmUp());
                flooder.ask();
                returning.openLoop(RETURNING_A_SECOND, effort.pageWarmUp());
                flooder.ask();
                for (int round = 0; round < rounds; round++) {
                    quiet.note(round, returning.openLoop(RETURNING_A_SECOND, slice));
                    flooder.ask();
                    flooded.note(round, returning.openLoop(RETURNING_A_SECOND, slice));
                    long[] flooding = flooder.ask();
                    served[round] = flooding[0] * 1e9 / flooding[2];
                    sessions[round] = flooding[1] * 1e9 / flooding[2];
                }
            }
        }
        Spread ratio = Spread.ofRatios(flooded.tail, quiet.tail);
        table.row(
                flood.title,
                Spread.of(served).text("%,.0f"),
                Spread.of(sessions).text("%,.0f"),
                Spread.of(quiet.half).text("%.2f"),
                Spread.of(flooded.half).text("%.2f"),
                Spread.of(quiet.tail).text("%.2f"),
                Spread.of(flooded.tail).text("%.2f"),
                ratio.text("%.2f"));
        if (flood.kept == Kept.NONE) {
            return;
        }
        targets.atMost("p99 of returning visitors, " + flood.title + " / quiet", 2, ratio);
    }

    private static String firstVisit(ServerProcess server) throws IOException {
        try (Visitors first = new Visitors(server.port(), 1, "")) {
            return first.visit();
        }
    }

    private static JavaProcess flooder(Flood flood, ServerProcess server, String genuine) throws IOException {
        return JavaProcess.startIdle(
                Flooder.class, String.valueOf(server.port()), flood.cookies(genuine), String.valueOf(flood.perSecond));
    }

    /** What was waited in each round. */
    private static final class Rows {

        private final double[] half;
        private final double[] tail;

        Rows(int rounds) {
            this.half = new double[rounds];
            this.tail = new double[rounds];
        }

        void note(int round, Load load) {
            half[round] = load.millisAt(50);
            tail[round] = load.millisAt(99);
        }
    }
}
