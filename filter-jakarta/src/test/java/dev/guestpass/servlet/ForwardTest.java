// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForwardTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void finishForwards() {
        server.context(handler -> before(handler.getServletHandler()))
                .page(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/view").forward(request, response))
                .page("/view", (request, response) -> response.getWriter().print("view"));
    }

    private static void before(ServletHandler servlets) {
        FilterHolder holder = new FilterHolder(new FinishedForwards());
        holder.setName("finishing");
        holder.setAsyncSupported(true);
        FilterMapping mapping = new FilterMapping();
        mapping.setFilterName("finishing");
        mapping.setPathSpec("/*");
        mapping.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        servlets.addFilter(holder);
        servlets.prependFilterMapping(mapping);
    }

    @Test
    void forwardWhenFirstVisitThenBothCookiesAndNoStore() {
        Reply reply = server.browser().get("/forward");

        assertThat(reply.body()).isEqualTo("view");
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void forwardWhenClaimsChangeInTheViewThenTheyReachTheVisitorOnce() {
        server.page(
                "/view",
                (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1)));
        Browser visitor = server.browser();
        visitor.get("/");

        assertThat(visitor.get("/forward").cookieNames()).containsExactly("DS", "DSR");
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"seen\":1");
    }

    @Test
    void forwardWhenViewEndsTheSessionThenCookiesAreDeleted() {
        server.page(
                "/view", (request, response) -> AnonymousSession.from(request).end());
        Browser visitor = server.browser();
        visitor.get("/");

        visitor.get("/forward");

        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void forwardWhenSessionStartsInTheViewThenBothCookies() {
        server.set("issuance.mode", "on-access").page("/view", TestServer::who);

        Reply reply = server.browser().get("/forward");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.isTransient()).isFalse();
    }

    @Test
    void getRequestDispatcherWhenThereIsNoneThenNull() {
        server.page(
                "/page",
                (request, response) -> response.getWriter().print(request.getRequestDispatcher("/a/../../b") == null));

        assertThat(server.browser().get("/page").body()).isEqualTo("true");
    }

    @Test
    void forwardWhenPublicButTheViewUsesTheSessionThenCookiesAfterAll() {
        server.page("/public", (request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=60");
            request.getRequestDispatcher("/view").forward(request, response);
        });
        server.page(
                "/view",
                (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1)));

        Reply reply = server.browser().get("/public");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }
}
