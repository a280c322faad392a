// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C01 through a real shared cache: no visitor ever gets another one's cookies, by whichever way the answer came about. */
class SharedCacheTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private NginxCache cache;

    @BeforeEach
    void startCache() throws IOException {
        server.page("/public", (request, response) -> {
                    response.setHeader("Cache-Control", "public, max-age=600");
                    response.getWriter().print("the same for all");
                })
                .page("/touched", (request, response) -> {
                    response.setHeader("Cache-Control", "public, s-maxage=600");
                    TestServer.who(request, response);
                })
                .page("/accel", (request, response) -> {
                    response.setHeader("X-Accel-Expires", "600");
                    TestServer.who(request, response);
                })
                .page("/late", (request, response) -> {
                    TestServer.who(request, response);
                    response.setHeader("Cache-Control", "public, max-age=600");
                    response.setDateHeader("Expires", 4_000_000_000_000L);
                    response.setHeader("X-Accel-Expires", "600");
                })
                .page("/flushed", (request, response) -> {
                    TestServer.who(request, response);
                    response.flushBuffer();
                    response.setHeader("Cache-Control", "public, max-age=600");
                })
                .page("/missing", (request, response) -> {
                    response.setHeader("Expires", "Thu, 01 Jan 2099 00:00:00 GMT");
                    response.sendError(404);
                })
                .page("/expires", (request, response) -> {
                    response.setDateHeader("Expires", 4_000_000_000_000L);
                    TestServer.who(request, response);
                })
                .page("/moved", (request, response) -> response.sendRedirect("/"))
                .page("/failing", (request, response) -> {
                    throw new IllegalStateException("a page that fails");
                })
                .page("/async", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        try {
                            TestServer.who(request, response);
                            response.setHeader("Cache-Control", "public, max-age=600");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } finally {
                            async.complete();
                        }
                    });
                })
                .page("/claims", (request, response) -> {
                    response.setHeader("Cache-Control", "public, max-age=600");
                    AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1));
                })
                .page("/end", (request, response) -> {
                    response.setHeader("Cache-Control", "public, max-age=600");
                    AnonymousSession.from(request).end();
                });
        cache = NginxCache.before(server.port());
    }

    @AfterEach
    void stopCache() {
        if (cache != null) {
            cache.close();
        }
    }

    /** Shows that the cache keeps what it may, without which the rest would show nothing. */
    @Test
    void getWhenPageIsForAllThenCachedAndWithoutCookies() {
        assertThat(cache.browser().get("/public").setCookies()).isEmpty();

        Reply second = cache.browser().get("/public");

        assertThat(second.header("X-Cache")).isEqualTo("HIT");
        assertThat(second.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/untouched",
                "/touched",
                "/accel",
                "/late",
                "/flushed",
                "/missing",
                "/expires",
                "/moved",
                "/failing",
                "/async",
                "/claims",
                "/guestpass/session"
            })
    void getWhenAnswerHasCookiesThenNobodyElseGetsThem(String path) {
        Reply first = cache.browser().get(path);
        Reply second = cache.browser().get(path);

        assertThat(first.setCookies()).hasSize(2);
        assertThat(second.header("X-Cache")).isNotEqualTo("HIT");
        assertThat(second.setCookies()).hasSize(2).doesNotContainAnyElementsOf(first.setCookies());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/touched", "/public", "/expires", "/claims", "/end"})
    void getWhenKnownVisitorsCookiesChangeThenNobodyElseGetsThem(String path) {
        Browser visitor = cache.browser();
        visitor.get("/");
        visitor.drop("DS");

        Reply first = visitor.get(path);
        Reply second = cache.browser().get(path);

        assertThat(first.setCookies()).hasSize(2);
        assertThat(second.header("X-Cache")).isNotEqualTo("HIT");
        // What deletes cookies is the same for everybody.
        assertThat(tokens(second)).noneMatch(tokens(first)::contains);
    }

    private static Set<String> tokens(Reply reply) {
        return reply.setCookies().stream()
                .filter(cookie -> cookie.contains("eyJ"))
                .collect(Collectors.toSet());
    }
}
