// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.key.StandInKeys;
import dev.guestpass.samples.benchmarks.Effort;
import dev.guestpass.samples.benchmarks.measure.Costs;
import dev.guestpass.samples.benchmarks.measure.Rounds;
import dev.guestpass.samples.benchmarks.measure.Spread;
import dev.guestpass.samples.benchmarks.measure.Subject;
import dev.guestpass.samples.benchmarks.measure.Targets;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** All that can be measured of one request without a server. */
public final class RequestRun {

    /** A compiler wants to have seen some thousands of each: of signatures, that takes seconds. */
    private static final int SLICES_TO_WARM_UP = 40;

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
    public RequestRun(Effort effort, PrintStream out, Targets targets) {
        this.effort = effort;
        this.out = out;
        this.targets = targets;
    }

    /**
     * Measures, and prints what came out.
     *
     * @throws Exception if a subject does not do its work
     */
    public void run() throws Exception {
        Node node = Node.withCacheOf(100_000);
        try (KeyServer keys = new KeyServer(node.sessions().keys())) {
            Peers peers = new Peers(node.sessionToken(), keys.rsa());
            returningVisit(node, peers, keys);
            oneOfMany();
            verification(peers);
            signature(node, peers);
            garbage();
        }
    }

    private Costs measure(List<Subject> subjects, String title, Subject base) throws Exception {
        Costs costs = new Rounds(effort.rounds(), effort.slice(), effort.slice().multipliedBy(SLICES_TO_WARM_UP))
                .measure(subjects);
        costs.print(out, title, base);
        return costs;
    }

    private void returningVisit(Node node, Peers peers, KeyServer keys) throws Exception {
        String cookies = FilteredRequest.cookies(node);
        Subject ours = FilteredRequest.returning(node, cookies);
        Subject springSession = peers.springSession();
        Subject resourceServer = peers.resourceServer();
        List<Subject> subjects = List.of(
                FilteredRequest.withoutFilter(cookies),
                FilteredRequest.emptyFilter(cookies),
                ours,
                springSession,
                peers.javaJwt(),
                peers.jjwt(),
                peers.descope(keys.uri(), node.sessions().keys().projectId()),
                resourceServer);
        Costs costs = measure(subjects, "A returning visitor, through a filter", ours);
        targets.atMost("returning visit, µs", 0.5, scaled(costs.nanos(ours), 1e-3));
        targets.atMost("returning visit, bytes", 1_000, exactly(costs.bytes(ours)));
        targets.atLeast("Spring Session / returning visit", 2.5, costs.ratio(springSession, ours));
        targets.atLeast("resource server / returning visit", 150, costs.ratio(resourceServer, ours));
    }

    /** Their signatures are stand-ins: to sign for so many takes a minute. */
    private void oneOfMany() throws Exception {
        int count = effort.cached() / 20;
        List<Subject> subjects = FilteredRequest.oneOfMany(Node.with(new StandInKeys(), 2L * count), count);
        measure(subjects, "The same among many", subjects.get(1));
    }

    private void verification(Peers peers) throws Exception {
        SessionWork work = new SessionWork();
        Subject raw = peers.rawVerification();
        Subject cold = work.cold();
        Subject filtered = FilteredRequest.cold(Node.withCacheOf(0));
        Costs costs = measure(
                List.of(raw, cold, filtered), "The first request of a visitor whom this node has not seen", raw);
        targets.atMost("cold verify / raw verification", 1.10, costs.ratio(cold, raw));
    }

    private void signature(Node node, Peers peers) throws Exception {
        SessionWork work = new SessionWork();
        Subject raw = peers.rawSignature();
        Subject first = work.first();
        Subject filtered = FilteredRequest.first(node);
        List<Subject> subjects = List.of(
                raw,
                first,
                filtered,
                FilteredRequest.garbage(
                        node, Garbage.MALFORMED, " through the filter, a first visit within the budget"),
                work.refresh(),
                new FilteredChange().refresh(),
                work.claimsUpdate(),
                new FilteredChange().claimsUpdate());
        Costs costs = measure(subjects, "What needs a signature", raw);
        targets.atMost("first visit / raw signature", 1.10, costs.ratio(filtered, raw));
    }

    private void garbage() throws Exception {
        SessionWork work = new SessionWork();
        Subject warm = work.warm();
        Subject cold = work.cold();
        List<Subject> garbage = new ArrayList<>();
        List<Subject> subjects = new ArrayList<>(List.of(warm, cold));
        Node spent = Node.withoutBudget();
        for (Garbage kind : Garbage.values()) {
            Subject refused = work.garbage(kind);
            garbage.add(refused);
            subjects.add(refused);
            subjects.add(FilteredRequest.garbage(spent, kind, " through the filter, the budget used up"));
        }
        Costs costs = measure(subjects, "Texts that are no token of ours", cold);
        for (Subject kind : garbage.subList(0, garbage.size() - 1)) {
            targets.atMost(kind.name() + ", µs", 2, scaled(costs.nanos(kind), 1e-3));
            targets.atMost(kind.name() + ", bytes", 2_000, exactly(costs.bytes(kind)));
        }
        Subject forged = garbage.get(garbage.size() - 1);
        targets.atMost(forged.name() + " / genuine", 1.1, costs.ratio(forged, cold));
    }

    private static Spread scaled(Spread spread, double factor) {
        return new Spread(spread.low() * factor, spread.median() * factor, spread.high() * factor);
    }

    private static Spread exactly(double value) {
        return new Spread(value, value, value);
    }
}
