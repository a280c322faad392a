// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.servlet.ConsentResolver.Consent;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommittedResponseTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    static Stream<Arguments> waysToCommit() {
        return Stream.of(
                way("return", (request, response) -> {}),
                way("flush the buffer", (request, response) -> response.flushBuffer()),
                way("flush the stream", (request, response) -> {
                    response.getOutputStream().write('x');
                    response.getOutputStream().flush();
                }),
                way("flush the writer", (request, response) -> {
                    response.getWriter().write('x');
                    response.getWriter().flush();
                }),
                way(
                        "check the writer",
                        (request, response) -> response.getWriter().checkError()),
                way(
                        "close the stream",
                        (request, response) -> response.getOutputStream().close()),
                way(
                        "close the writer",
                        (request, response) -> response.getWriter().close()),
                way("error", (request, response) -> response.sendError(404)),
                way("error with text", (request, response) -> response.sendError(404, "gone")),
                way("redirect", (request, response) -> response.sendRedirect("/elsewhere")),
                way("no content", (request, response) -> response.setContentLength(0)),
                way("status alone", (request, response) -> response.setStatus(204)));
    }

    static Stream<Arguments> waysToFillTheBuffer() {
        return Stream.of(
                way("content length reached", (request, response) -> {
                    response.setContentLength(3);
                    response.getOutputStream().write(new byte[3]);
                }),
                way("long content length reached", (request, response) -> {
                    response.setContentLengthLong(3);
                    response.getOutputStream().write(new byte[3]);
                }),
                way("content length header reached", (request, response) -> {
                    response.setHeader("Content-Length", "3");
                    response.getOutputStream().print("abc");
                }),
                way("numeric content length header reached", (request, response) -> {
                    response.setIntHeader("Content-Length", 3);
                    response.getOutputStream().print("abc");
                }),
                way("content length set after writing", (request, response) -> {
                    response.getOutputStream().write(new byte[3]);
                    response.setContentLength(3);
                }),
                way("single bytes", (request, response) -> {
                    for (int i = 0; i < 40_000; i++) {
                        response.getOutputStream().write(i);
                    }
                }),
                way("blocks", (request, response) -> {
                    for (int i = 0; i < 40; i++) {
                        response.getOutputStream().write(new byte[1_000]);
                    }
                }),
                way(
                        "one block larger than the buffer",
                        (request, response) -> response.getOutputStream().write(new byte[40_000])),
                way(
                        "one block smaller than the buffer",
                        (request, response) -> response.getOutputStream().write(new byte[10_000])),
                way("many three-byte characters", (request, response) -> {
                    response.setCharacterEncoding("UTF-8");
                    response.getWriter().write("\u20ac".repeat(12_000));
                }),
                way("single characters", (request, response) -> {
                    for (int i = 0; i < 40_000; i++) {
                        response.getWriter().write('x');
                    }
                }),
                way("lines", (request, response) -> {
                    for (int i = 0; i < 1_000; i++) {
                        response.getWriter().println("forty characters to fill up the buffer");
                    }
                }),
                way("empty lines", (request, response) -> {
                    for (int i = 0; i < 40_000; i++) {
                        response.getWriter().println();
                    }
                }),
                way("formatted text", (request, response) -> {
                    for (int i = 0; i < 1_000; i++) {
                        response.getWriter().printf("%040d", i);
                    }
                }),
                way("small buffer", (request, response) -> {
                    response.setBufferSize(1_024);
                    response.getOutputStream().write(new byte[2_000]);
                }));
    }

    private static Arguments way(String name, Page page) {
        return Arguments.of(name, page);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"waysToCommit", "waysToFillTheBuffer"})
    void commitWhenFirstVisitThenBothCookies(String name, Page page) {
        server.page("/page", page);

        Reply reply = server.browser().get("/page");

        assertThat(reply.cookieNames()).as(name).containsExactly("DS", "DSR");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"waysToCommit", "waysToFillTheBuffer"})
    void commitWhenClaimsChangedThenBothCookies(String name, Page page) {
        Browser visitor = server.browser();
        visitor.get("/");
        server.page("/page", (request, response) -> {
            AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", true));
            page.answer(request, response);
        });

        assertThat(visitor.get("/page").cookieNames()).as(name).containsExactly("DS", "DSR");
    }

    @Test
    void flushWhenWriterWasTakenFirstThenChangedClaimsStillReachTheVisitor() {
        Browser visitor = server.browser();
        visitor.get("/");
        server.page("/page", (request, response) -> {
            PrintWriter writer = response.getWriter();
            AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", true));
            writer.flush();
        });

        assertThat(visitor.get("/page").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void flushWhenStreamWasTakenFirstThenChangedClaimsStillReachTheVisitor() {
        Browser visitor = server.browser();
        visitor.get("/");
        server.page("/page", (request, response) -> {
            var stream = response.getOutputStream();
            AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", true));
            stream.flush();
        });

        assertThat(visitor.get("/page").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void resetWhenCookiesWereWrittenThenTheyComeAgain() {
        server.page("/page", (request, response) -> {
            response.setBufferSize(100_000);
            response.setContentLength(0);
            response.reset();
            response.getOutputStream().write(new byte[50_000]);
        });

        Reply reply = server.browser().get("/page");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void resetWhenBufferFillsUpAfterwardsThenCookiesComeOnce() {
        server.page("/page", (request, response) -> {
            response.setContentLength(0);
            response.reset();
            response.getOutputStream().write(new byte[100_000]);
        });

        assertThat(server.browser().get("/page").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void resetBufferWhenBufferFillsUpAfterwardsThenCookiesComeOnce() {
        server.page("/page", (request, response) -> {
            response.getOutputStream().write(new byte[1_000]);
            response.resetBuffer();
            response.getOutputStream().write(new byte[100_000]);
        });

        assertThat(server.browser().get("/page").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void commitWhenApplicationSetsCookiesThenItsOwnAreKept() {
        server.page("/page", (request, response) -> {
            response.addHeader("Set-Cookie", "theme=dark; Path=/");
            response.addHeader("Set-Cookie", "DSX=other; Path=/");
            response.flushBuffer();
        });

        assertThat(server.browser().get("/page").cookieNames()).containsExactly("DS", "DSR", "DSX", "theme");
    }

    @Test
    void commitWhenApplicationSetsCookieOfOurNameThenOursComesOnce() {
        server.page("/page", (request, response) -> {
            response.addHeader("Set-Cookie", "DS=planted; Path=/");
            response.addHeader("Set-Cookie", "theme=dark; Path=/");
        });

        Reply reply = server.browser().get("/page");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR", "theme");
        assertThat(reply.setCookie("DS")).doesNotContain("planted");
    }

    @Test
    void updateClaimsWhenCookiesAreWrittenButNotCommittedThenOnlyTheNewerOnesCome() {
        server.page("/page", (request, response) -> {
            response.setContentLength(0);
            AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", true));
        });
        Browser visitor = server.browser();

        Reply reply = visitor.get("/page");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"seen\":true");
    }

    @Test
    void setContentLengthWhenCookiesAreWrittenThenNothingIsDoneAgain() {
        AtomicInteger asked = new AtomicInteger();
        server.filter(builder -> builder.consentResolver(request -> {
            asked.incrementAndGet();
            return Consent.FULL;
        }));
        server.page("/page", lengthOverAndOver());

        assertThat(server.browser().get("/page").cookieNames()).containsExactly("DS", "DSR");
        assertThat(asked).hasValueLessThan(5);
    }

    private static Page lengthOverAndOver() {
        return (request, response) -> {
            for (int i = 0; i < 1_000; i++) {
                response.setContentLength(0);
            }
        };
    }

    @Test
    void setHeaderWhenItReplacesOurCookiesThenTheyComeAgain() {
        server.page("/page", (request, response) -> {
            response.setContentLength(0);
            response.setHeader("set-cookie", "theme=dark; Path=/");
        });

        assertThat(server.browser().get("/page").cookieNames()).containsExactly("DS", "DSR", "theme");
    }

    @Test
    void commitWhenHeadersComeLateThenTheyAreKept() {
        server.page("/page", (request, response) -> {
            response.getWriter().print("text");
            response.setHeader("X-Late", "yes");
        });

        Reply reply = server.browser().get("/page");

        assertThat(reply.header("X-Late")).isEqualTo("yes");
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
    }
}
