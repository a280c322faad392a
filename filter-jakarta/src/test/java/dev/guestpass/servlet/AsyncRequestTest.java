// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AsyncRequestTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private void startAsync(Page work) {
        server.page("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> run(work, async));
        });
    }

    private static void run(Page work, AsyncContext async) {
        try {
            work.answer(
                    (jakarta.servlet.http.HttpServletRequest) async.getRequest(),
                    (jakarta.servlet.http.HttpServletResponse) async.getResponse());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void completeWhenTextWasWrittenThenBothCookies() {
        startAsync((request, response) -> {
            TestServer.who(request, response);
            request.getAsyncContext().complete();
        });
        Browser visitor = server.browser();

        Reply reply = visitor.get("/async");

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(visitor.get("/").subject()).isEqualTo(reply.subject());
    }

    @Test
    void completeWhenNothingWasWrittenThenBothCookies() {
        startAsync((request, response) -> request.getAsyncContext().complete());

        Reply reply = server.browser().get("/async");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).hasSize(2);
    }

    @Test
    void completeWhenStartedWithRequestAndResponseThenBothCookies() {
        server.page("/async", (request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            async.start(async::complete);
        });

        assertThat(server.browser().get("/async").setCookies()).hasSize(2);
    }

    @Test
    void flushWhenAsynchronousThenBothCookies() {
        startAsync((request, response) -> {
            response.flushBuffer();
            request.getAsyncContext().complete();
        });

        assertThat(server.browser().get("/async").setCookies()).hasSize(2);
    }

    @Test
    void updateClaimsWhenAsynchronousThenCookiesOfKnownVisitorAreRenewed() {
        startAsync((request, response) -> {
            AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1));
            request.getAsyncContext().complete();
        });
        Browser visitor = server.browser();
        visitor.get("/");

        assertThat(visitor.get("/async").setCookies()).hasSize(2);
    }

    @Test
    void dispatchWhenFirstVisitThenSameVisitorAndCookiesOnce() {
        server.page("/async", (request, response) -> {
            Object before = AnonymousSession.from(request).principal();
            request.setAttribute("before", before);
            request.startAsync().dispatch("/dispatched");
        });
        server.page("/dispatched", (request, response) -> {
            assertThat(AnonymousSession.from(request).principal()).isEqualTo(request.getAttribute("before"));
            TestServer.who(request, response);
        });

        Reply reply = server.browser().get("/async");

        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void dispatchWhenSessionWasExpiredThenOneExchange() {
        server.page("/async", (request, response) -> request.startAsync().dispatch("/"));
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(Duration.ofSeconds(605));

        Reply reply = visitor.get("/async");

        assertThat(reply.subject()).isEqualTo(first.subject());
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(server.store.calls()).isOne();
    }

    @Test
    void dispatchWhenPageFillsTheBufferThenBothCookies() {
        server.page("/async", (request, response) -> request.startAsync().dispatch("/large"));
        server.page("/large", (request, response) -> response.getOutputStream().write(new byte[100_000]));

        assertThat(server.browser().get("/async").setCookies()).hasSize(2);
    }

    @Test
    void dispatchWhenAgainAsynchronousThenBothCookies() {
        server.page("/async", (request, response) -> request.startAsync().dispatch("/again"));
        server.page("/again", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(async::complete);
        });

        assertThat(server.browser().get("/async").setCookies()).hasSize(2);
    }

    @Test
    void timeoutWhenListenerCompletesThenBothCookies() {
        server.page("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(20);
            async.addListener(new CompletingListener());
        });

        Reply reply = server.browser().get("/async");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.setCookies()).hasSize(2);
    }

    @Test
    void timeoutWhenNobodyListensThenErrorOfTheContainer() {
        server.page("/async", (request, response) -> request.startAsync().setTimeout(20));
        Browser visitor = server.browser();

        Reply reply = visitor.get("/async");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(visitor.get("/").isTransient()).isFalse();
    }

    @Test
    void writeListenerWhenNonBlockingThenBothCookies() {
        server.page("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            response.getOutputStream().setWriteListener(new WriteOnce(async));
        });

        Reply reply = server.browser().get("/async");

        assertThat(reply.body()).isEqualTo("text");
        assertThat(reply.setCookies()).hasSize(2);
    }

    /** Answers by itself when time is up. */
    private static final class CompletingListener implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            ((jakarta.servlet.http.HttpServletResponse) event.getAsyncContext().getResponse()).setStatus(202);
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    /** Writes when the container is ready. */
    private record WriteOnce(AsyncContext async) implements WriteListener {

        @Override
        public void onWritePossible() throws IOException {
            if (async.getResponse().getOutputStream().isReady()) {
                async.getResponse().getOutputStream().write("text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                async.complete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}
