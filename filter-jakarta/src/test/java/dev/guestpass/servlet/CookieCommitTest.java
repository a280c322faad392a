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
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
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

    private AnonymousSessionFilter with(TokenTransport transport) {
        return AnonymousSessionFilter.builder(node.sessions)
                .clock(node.clock)
                .transport(transport)
                .build();
    }

    /** Runs something in another thread the first time that it is called. */
    private static Runnable once(AnonymousSession session, Consumer<AnonymousSession> work) {
        AtomicInteger calls = new AtomicInteger();
        return () -> {
            if (calls.getAndIncrement() == 0) {
                inAnotherThread(() -> work.accept(session));
            }
        };
    }

    private StubResponse whileSigning(Consumer<AnonymousSession> work) throws Exception {
        StubResponse response = new StubResponse();
        filter.doFilter(new StubRequest("/"), response, (in, out) -> {
            node.keys.whileSigning(once(AnonymousSession.from(in), work));
            CommitResponse.in(out).orElseThrow().apply();
        });
        return response;
    }

    private StubResponse onceSigned(Consumer<AnonymousSession> work) throws Exception {
        OwnTransport transport = new OwnTransport();
        StubResponse response = new StubResponse();
        with(transport).doFilter(new StubRequest("/"), response, (in, out) -> {
            transport.meanwhile = once(AnonymousSession.from(in), work);
            CommitResponse.in(out).orElseThrow().apply();
        });
        return response;
    }

    private void assertCart(StubResponse response) {
        List<String> cookies = List.copyOf(response.getHeaders("Set-Cookie"));
        assertThat(cookies).hasSize(2);
        String token = cookies.get(0).replaceAll("DS=([^;]+).*", "$1");
        assertThat(node.sessions.authenticate(token))
                .isInstanceOfSatisfying(
                        Authenticated.class,
                        known -> assertThat(known.session().claims().asMap()).containsEntry("cart", 7L));
    }

    @Test
    void applyWhenClaimsChangeWhileItSignsThenCookiesHaveThem() throws Exception {
        assertCart(whileSigning(session -> session.updateClaims(ClaimsChange.set("cart", 7))));
    }

    @Test
    void applyWhenClaimsChangeOnceItHasSignedThenCookiesHaveThem() throws Exception {
        assertCart(onceSigned(session -> session.updateClaims(ClaimsChange.set("cart", 7))));
    }

    @Test
    void applyWhenSessionEndsWhileItSignsThenItsCookiesAreDeleted() throws Exception {
        StubResponse response = whileSigning(AnonymousSession::end);

        assertThat(response.getHeaders("Set-Cookie")).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0;"));
    }

    @Test
    void applyWhenSessionIsWithdrawnMeanwhileThenNothingIsSet() throws Exception {
        assertThat(whileSigning(AnonymousSession::withdraw).getHeaderNames()).isEmpty();
        assertThat(onceSigned(AnonymousSession::withdraw).getHeaderNames()).isEmpty();
        assertThat(node.events(SessionEvent.Withheld.class))
                .containsExactly(new SessionEvent.Withheld("signed-in"), new SessionEvent.Withheld("signed-in"));
    }

    /** Too late to take them back, and not too late to have a cache give them to somebody else. */
    @Test
    void applyWhenSessionIsWithdrawnWhileHeadersAreSetThenNoCacheMayKeepThem() throws Exception {
        HeldResponse response = new HeldResponse();
        filter.doFilter(new StubRequest("/"), response, (in, out) -> {
            response.meanwhile = once(AnonymousSession.from(in), AnonymousSession::withdraw);
            CommitResponse.in(out).orElseThrow().apply();
            ((HttpServletResponse) out).setHeader("Cache-Control", "public, max-age=600");
        });

        assertThat(response.getHeaders("Set-Cookie")).hasSize(2);
        assertThat(response.getHeader("Cache-Control")).doesNotContain("public");
    }

    /** Those of before the change are in the answer all the same. */
    @Test
    void applyWhenARenewalIsWithheldThenNoCacheMayKeepTheFirstCookies() throws Exception {
        StubResponse response = new StubResponse();
        filter.doFilter(new StubRequest("/"), response, (in, out) -> {
            CommitResponse.in(out).orElseThrow().apply();
            AnonymousSession.from(in).updateClaims(ClaimsChange.set("cart", 7));
            node.keys.whileSigning(() -> {
                throw new IllegalStateException("no key");
            });
            ((HttpServletResponse) out).setHeader("Cache-Control", "public, max-age=600");
            CommitResponse.in(out).orElseThrow().apply();
        });

        assertThat(response.getHeaders("Set-Cookie")).hasSize(2);
        assertThat(response.getHeader("Cache-Control")).doesNotContain("public");
    }

    @Test
    @Timeout(10)
    void applyWhenTransportWritesNoCookieThenOnce() throws Exception {
        OwnTransport transport = new OwnTransport();
        transport.isSilent = true;
        StubResponse response = new StubResponse();

        with(transport)
                .doFilter(
                        new StubRequest("/"),
                        response,
                        (in, out) -> AnonymousSession.from(in).principal());

        assertThat(response.getHeaders("Set-Cookie")).isEmpty();
    }

    /** Two plain cookies, or headers of its own that nobody here sees. */
    private static final class OwnTransport implements TokenTransport {

        private Runnable meanwhile = () -> {};
        private boolean isSilent;

        @Override
        public PresentedTokens read(HttpServletRequest request) {
            return new PresentedTokens(null, List.of(), List.of());
        }

        @Override
        public List<String> write(HttpServletRequest request, TokenPair tokens, Instant now, boolean persistent) {
            meanwhile.run();
            return isSilent
                    ? List.of()
                    : List.of(
                            "DS=" + tokens.session().value(),
                            "DSR=" + tokens.refresh().value());
        }

        @Override
        public List<String> clear(HttpServletRequest request) {
            return List.of();
        }
    }

    /** An answer during which something else happens. */
    private static final class HeldResponse extends HttpServletResponseWrapper {

        private Runnable meanwhile = () -> {};

        HeldResponse() {
            super(new StubResponse());
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, value);
            meanwhile.run();
        }
    }
}
