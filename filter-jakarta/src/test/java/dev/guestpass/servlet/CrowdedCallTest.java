// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.session.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of our own while more first visits come than can be signed for. */
@Timeout(60)
class CrowdedCallTest {

    private static final long SIGNATURE = 2_000_000;

    @RegisterExtension
    final TestServer server = new TestServer();

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<CompletableFuture<Reply>> crowd = new ArrayList<>();

    @BeforeEach
    void sign() {
        server.sessions(TestNode.timed(nanos::get))
                .filter(builder -> builder.issuanceBudget(address -> true))
                .verifying();
        server.keys.whileSigning(() -> nanos.addAndGet(SIGNATURE));
    }

    @AfterEach
    void serveAll() {
        gate.countDown();
        crowd.forEach(CompletableFuture::join);
    }

    private void hold() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void crowd() {
        server.keys.whileSigning(this::hold);
        while (!server.running().keys().isCrowded()) {
            nanos.addAndGet(SIGNATURE); // so that more are let in
            if (crowd.size() < 64) {
                crowd.add(later(server.browser().to("/")));
            }
        }
    }

    private static CompletableFuture<Reply> later(Browser.Call call) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        new Thread(() -> reply.complete(call.send())).start();
        return reply;
    }

    private static Browser.Call proof(Browser visitor) {
        return visitor.to("/guestpass/verifications").as(Fetch.SCRIPT).post().json("{\"loginId\":\"ann@example.com\"}");
    }

    @Test
    void postWhenANewcomerComesInACrowdThenToldToTryAgain() {
        server.browser().get("/");
        crowd();

        Reply reply = proof(server.browser()).send();

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.setCookies()).isEmpty();
    }

    /** Their link would convert nobody without the cookie that waits for it. */
    @Test
    void postWhenSessionTokenIsGoneInACrowdThenCookiesAsEver() {
        Browser visitor = server.browser();
        visitor.get("/");
        visitor.drop("DS");
        crowd();

        CompletableFuture<Reply> reply = later(proof(visitor));
        while (server.events.stream().noneMatch(SessionEvent.Refreshed.class::isInstance) && !reply.isDone()) {
            Thread.onSpinWait();
        }
        gate.countDown();

        assertThat(reply.join().status()).isEqualTo(202);
        assertThat(reply.join().cookieNames()).contains("DS", "DSR", "DS-verification");
    }
}
