// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.TestNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More first visits than can be signed for. */
@Timeout(60)
class CrowdTest {

    private static final long MILLISECOND = 1_000_000;

    /** So long does each signature take, by a clock that moves only then, or when a test moves it. */
    private static final long SIGNATURE = 2 * MILLISECOND;

    private final AtomicLong nanos = new AtomicLong();
    private final TestNode node = TestNode.timedBy(nanos::get);
    private final AnonymousSessionFilter filter = AnonymousSessionFilter.builder(node.sessions)
            .clock(node.clock)
            .issuanceBudget(address -> true)
            .build();
    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void sign() {
        node.keys.whileSigning(() -> nanos.addAndGet(SIGNATURE));
    }

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
            nanos.addAndGet(MILLISECOND); // so that more are let in
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
            nanos.addAndGet(SIGNATURE);
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

    /** So many newcomers come to a page, each while those before are on it; returns how many of them get a session. */
    private int letIn(int left) throws IOException, ServletException {
        AtomicInteger letIn = new AtomicInteger();
        filter.doFilter(new StubRequest("/"), new StubResponse(), (in, out) -> {
            int others = left > 1 ? letIn(left - 1) : 0;
            letIn.set(others + (AnonymousSession.from(in).principal().isTransient() ? 0 : 1));
        });
        return letIn.get();
    }

    /** As many as wait when it is a crowd; they are let in before anybody signs. */
    private static int most() {
        int signers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return Math.max(8, (int) (10 * MILLISECOND / (SIGNATURE / signers)) + 1);
    }

    @Test
    void doFilterWhenPagesTakeLongThenNoMoreNewcomersAreLetInThanAreSignedForSoon() throws Exception {
        visit("");
        nanos.addAndGet(SIGNATURE);

        assertThat(letIn(most() + 20)).isEqualTo(most());
        assertThat(node.events).contains(new SessionEvent.Withheld("crowded"));
    }

    @Test
    void doFilterWhenNewcomersAreLeftWithoutTheirSessionsThenOthersAreLetInInstead() throws Exception {
        visit("");
        nanos.addAndGet(SIGNATURE);
        for (int i = 0; i < 4 * most(); i++) {
            visit("", (in, out) -> ((HttpServletResponse) out).setHeader("Cache-Control", "public, max-age=60"));
        }

        assertThat(node.events).doesNotContain(new SessionEvent.Withheld("crowded"));
        assertThat(visit("")).contains("DS=");
    }

    private static String refreshCookie(String cookies) {
        return cookies.substring(cookies.indexOf("DSR="));
    }

    private String subject(String cookies) throws Exception {
        String[] subject = new String[1];
        assertThat(visit(
                        cookies,
                        (in, out) -> subject[0] =
                                AnonymousSession.from(in).principal().subject()))
                .isEmpty();
        return subject[0];
    }

    @Test
    void doFilterWhenSigningIsCrowdedThenTokensAreExchangedWithAnotherPage() throws Exception {
        String known = visit("");
        String subject = subject(known);
        node.keys.whileSigning(this::hold);
        List<FutureTask<String>> crowd = crowd();

        String served = subject(refreshCookie(known));
        gate.countDown();

        assertThat(served).isEqualTo(subject);
        assertThat(node.events).contains(new SessionEvent.Withheld("crowded"));
        assertThat(served(crowd)).isPositive();
        assertThat(visit(refreshCookie(known))).contains("DS=");
    }
}
