// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.TestNode;
import dev.guestpass.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CookieCommitTest {

    private final TestNode node = TestNode.alone();
    private final AnonymousSessionFilter filter =
            AnonymousSessionFilter.builder(node.sessions).clock(node.clock).build();
    private final CountDownLatch signing = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    private void failLate() {
        signing.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new IllegalStateException("no key");
    }

    private static Thread applying(CommitResponse response) {
        Thread thread = new Thread(new FutureTask<>(response::apply, null));
        thread.start();
        return thread;
    }

    /** As a container does at a time-out, while what the request began writes on. */
    private void applyTwice(CommitResponse response) throws InterruptedException {
        Thread first = applying(response);
        signing.await();
        Thread second = applying(response);
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        gate.countDown();
        first.join();
        second.join();
    }

    @Test
    void applyWhenAnotherThreadWithholdsMeanwhileThenNothingIsSetOrDeleted() throws Exception {
        node.keys.whileSigning(this::failLate);
        StubResponse response = new StubResponse();

        filter.doFilter(new StubRequest("/"), response, (in, out) -> {
            AnonymousSession.from(in).principal();
            try {
                applyTwice(CommitResponse.in(out).orElseThrow());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(response.getHeaderNames()).isEmpty();
        assertThat(node.events(SessionEvent.Withheld.class))
                .containsExactly(new SessionEvent.Withheld("signing-failed"));
    }

    private static void inAnotherThread(Runnable work) {
        try {
            CompletableFuture.runAsync(work).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private StubResponse whileSigning(Consumer<AnonymousSession> work) throws Exception {
        StubResponse response = new StubResponse();
        AtomicInteger signatures = new AtomicInteger();
        filter.doFilter(new StubRequest("/"), response, (in, out) -> {
            AnonymousSession session = AnonymousSession.from(in);
            session.principal();
            node.keys.whileSigning(() -> {
                if (signatures.getAndIncrement() == 0) {
                    inAnotherThread(() -> work.accept(session));
                }
            });
            CommitResponse.in(out).orElseThrow().apply();
        });
        return response;
    }

    @Test
    void applyWhenClaimsChangeWhileItSignsThenCookiesHaveThem() throws Exception {
        StubResponse response = whileSigning(session -> session.updateClaims(ClaimsChange.set("cart", 7)));

        List<String> cookies = List.copyOf(response.getHeaders("Set-Cookie"));
        assertThat(cookies).hasSize(2);
        String token = cookies.get(0).replaceAll("DS=([^;]+);.*", "$1");
        assertThat(node.sessions.authenticate(token))
                .isInstanceOfSatisfying(
                        Authenticated.class,
                        known -> assertThat(known.session().claims().asMap()).containsEntry("cart", 7L));
    }

    @Test
    void applyWhenSessionEndsWhileItSignsThenItsCookiesAreDeleted() throws Exception {
        StubResponse response = whileSigning(AnonymousSession::end);

        assertThat(response.getHeaders("Set-Cookie")).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0;"));
    }

    @Test
    @Timeout(10)
    void applyWhenTransportWritesNoCookieThenOnce() throws Exception {
        AnonymousSessionFilter silent = AnonymousSessionFilter.builder(node.sessions)
                .clock(node.clock)
                .transport(new SilentTransport())
                .build();
        StubResponse response = new StubResponse();

        silent.doFilter(
                new StubRequest("/"),
                response,
                (in, out) -> AnonymousSession.from(in).principal());

        assertThat(response.getHeaders("Set-Cookie")).isEmpty();
    }

    /** Answers with headers of its own, if at all. */
    private static final class SilentTransport implements TokenTransport {

        @Override
        public PresentedTokens read(HttpServletRequest request) {
            return new PresentedTokens(null, List.of(), List.of());
        }

        @Override
        public List<String> write(HttpServletRequest request, TokenPair tokens, Instant now, boolean persistent) {
            return List.of();
        }

        @Override
        public List<String> clear(HttpServletRequest request) {
            return List.of();
        }
    }
}
