// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DispatchTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final AtomicReference<AnonymousPrincipal> seen = new AtomicReference<>();

    private void remember(jakarta.servlet.ServletRequest request) {
        seen.set(AnonymousSession.from(request).principal());
    }

    private TestServer withErrorPage() {
        return server.context(handler -> {
            ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
            errors.addErrorPage(400, 599, "/");
            handler.setErrorHandler(errors);
        });
    }

    @Test
    void exceptionWhenErrorPageThenSameVisitorAndBothCookies() {
        withErrorPage().page("/broken", (request, response) -> {
            remember(request);
            throw new IllegalStateException("broken");
        });

        Reply reply = server.browser().get("/broken");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.subject()).isEqualTo(seen.get().subject());
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void exceptionWhenNoErrorPageThenBothCookies() {
        server.page("/broken", (request, response) -> {
            throw new IllegalStateException("broken");
        });

        Reply reply = server.browser().get("/broken");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void exceptionWhenSessionWasExpiredThenOneExchangeAndNobodyIsLost() {
        withErrorPage().page("/broken", (request, response) -> {
            throw new IllegalStateException("broken");
        });
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(Duration.ofSeconds(605));

        assertThat(visitor.get("/broken").subject()).isEqualTo(first.subject());
        assertThat(server.store.calls()).isOne();
        assertThat(visitor.get("/").subject()).isEqualTo(first.subject());
    }

    @Test
    void sendErrorWhenErrorPageThenSameVisitorAndCookiesOnce() {
        withErrorPage().page("/missing", (request, response) -> {
            remember(request);
            response.sendError(404);
        });

        Reply reply = server.browser().get("/missing");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.subject()).isEqualTo(seen.get().subject());
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void sendErrorWhenErrorPageIsLargeThenCookiesOnce() {
        server.context(handler -> {
            ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
            errors.addErrorPage(404, "/large");
            handler.setErrorHandler(errors);
        });
        server.page("/large", (request, response) -> response.getOutputStream().write(new byte[100_000]));

        assertThat(server.browser().get("/missing").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void forwardWhenFirstVisitThenSameVisitorAndBothCookies() {
        server.page("/forward", (request, response) -> {
            remember(request);
            request.getRequestDispatcher("/").forward(request, response);
        });

        Reply reply = server.browser().get("/forward");

        assertThat(reply.subject()).isEqualTo(seen.get().subject());
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void includeWhenIncludedResourceFlushesThenBothCookies() {
        server.page("/part", (request, response) -> {
            response.getWriter().print("part");
            response.flushBuffer();
        });
        server.page(
                "/include",
                (request, response) -> request.getRequestDispatcher("/part").include(request, response));

        Reply reply = server.browser().get("/include");

        assertThat(reply.body()).isEqualTo("part");
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void includeWhenIncludedResourceFillsTheBufferThenBothCookies() {
        server.page("/part", (request, response) -> response.getOutputStream().write(new byte[100_000]));
        server.page(
                "/include",
                (request, response) -> request.getRequestDispatcher("/part").include(request, response));

        assertThat(server.browser().get("/include").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void getWhenFilterIsMappedTwiceThenOneVisitor() {
        server.context(handler ->
                handler.getServletHandler().getFilterMappings()[1].setPathSpecs(new String[] {"/*", "/", "*.html"}));

        Reply reply = server.browser().get("/");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(server.keys.signatures()).isOne();
    }

    @Test
    void getWhenTwoFiltersAreRegisteredThenTheFirstDecides() {
        TestServer second = new TestServer(server);
        server.context(handler -> {
            FilterRegistration.Dynamic filter = handler.getServletContext()
                    .addFilter(
                            "second",
                            AnonymousSessionFilter.builder(second.running()).build());
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
        });

        Reply reply = server.browser().get("/");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(server.keys.signatures() + second.keys.signatures()).isOne();
        second.stop();
    }

    @Test
    void forwardWhenFilterIsMappedToForwardsTooThenOneVisitor() {
        server.context(handler -> handler.getServletHandler()
                .getFilterMappings()[1]
                .setDispatcherTypes(EnumSet.allOf(DispatcherType.class)));
        server.page(
                "/forward",
                (request, response) -> request.getRequestDispatcher("/").forward(request, response));

        assertThat(server.browser().get("/forward").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void fromWhenFilterIsNotMappedThenErrorSaysWhatToDo() {
        server.context(
                handler -> handler.getServletHandler().getFilterMappings()[1].setPathSpec("/elsewhere"));
        AtomicReference<Exception> thrown = new AtomicReference<>();
        server.page("/page", (request, response) -> {
            try {
                AnonymousSession.from(request);
            } catch (IllegalStateException e) {
                thrown.set(e);
            }
        });

        server.browser().get("/page");

        assertThat(thrown.get()).hasMessageContaining("map it to /*").hasMessageContaining("ERROR");
    }
}
