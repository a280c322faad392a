// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.TestNode;
import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** More first visits than can be signed for. */
class CrowdTest {

    private final TestNode node = TestNode.alone();
    private final AnonymousSessionFilter filter = AnonymousSessionFilter.builder(node.sessions)
            .clock(node.clock)
            .issuanceBudget(address -> true)
            .build();
    private final CountDownLatch gate = new CountDownLatch(1);

    private String visit(String cookies) throws Exception {
        return visit(cookies, (in, out) -> AnonymousSession.from(in).principal());
    }

    private String visit(String cookies, FilterChain page) throws Exception {
        StubResponse response = new StubResponse();
        StubRequest request = cookies.isEmpty() ? new StubRequest("/") : new StubRequest("/", "Cookie", cookies);
        filter.doFilter(request, response, page);
        return response.cookies();
    }

    private List<FutureTask<String>> crowd() {
        List<FutureTask<String>> crowd = new ArrayList<>();
        while (!node.sessions.keys().isCrowded()) {
            if (crowd.size() < 64 * Runtime.getRuntime().availableProcessors()) {
                FutureTask<String> visit = new FutureTask<>(() -> visit(""));
                crowd.add(visit);
                new Thread(visit).start();
            }
        }
        return crowd;
    }

    /** Those who came when it was a crowd already were not. */
    private static int served(List<FutureTask<String>> crowd) throws Exception {
        int served = 0;
        for (FutureTask<String> visit : crowd) {
            served += visit.get().contains("DS=") ? 1 : 0;
        }
        return served;
    }

    private void hold() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void doFilterWhenSigningIsCrowdedThenNewcomersWaitForAnotherPageAndOthersAreServed() throws Exception {
        String known = visit("");
        visit(known);
        node.keys.whileSigning(this::hold);
        List<FutureTask<String>> crowd = crowd();
        int signatures = node.keys.signatures();

        String newcomer = visit("");
        String returning = visit(known);
        gate.countDown();

        assertThat(newcomer).isEmpty();
        assertThat(returning).isEmpty();
        assertThat(node.events).contains(new SessionEvent.Withheld("crowded"));
        assertThat(served(crowd)).isGreaterThan(1);
        assertThat(visit("")).contains("DS=");
        assertThat(signatures).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    /** A first visit to a page that takes until there is a crowd. */
    private String visitWhileCrowdComes(FilterChain rest) throws Exception {
        visit("");
        node.keys.whileSigning(this::hold);
        CountDownLatch crowded = new CountDownLatch(1);
        FutureTask<String> newcomer = new FutureTask<>(() -> visit("", (in, out) -> {
            crowd();
            rest.doFilter(in, out);
            crowded.countDown();
        }));
        Thread thread = new Thread(newcomer);
        thread.start();
        crowded.await();
        while (thread.getState() != Thread.State.WAITING && !newcomer.isDone()) {
            Thread.onSpinWait();
        }
        gate.countDown();
        return newcomer.get();
    }

    @Test
    void doFilterWhenSigningGetsCrowdedDuringThePageThenNewcomersWaitForAnotherOne() throws Exception {
        assertThat(visitWhileCrowdComes((in, out) -> {})).isEmpty();
        assertThat(node.events).contains(new SessionEvent.Withheld("crowded"));
    }

    @Test
    void doFilterWhenSigningGetsCrowdedAndThePageReliesOnTheVisitorThenTheyGetTheirCookies() throws Exception {
        assertThat(visitWhileCrowdComes((in, out) -> AnonymousSession.from(in).principal()))
                .contains("DS=");
    }
}
