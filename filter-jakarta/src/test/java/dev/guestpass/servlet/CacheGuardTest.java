// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheGuardTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private TestServer cached(String name, String value, Page page) {
        return server.page("/cached", (request, response) -> {
            response.setHeader(name, value);
            page.answer(request, response);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control|public",
                "Cache-Control|max-age=60, PUBLIC",
                "Cache-Control|max-age=0, s-maxage=600",
                "CDN-Cache-Control|max-age=60",
                "Cloudflare-CDN-Cache-Control|max-age=60",
                "Surrogate-Control|max-age=60",
                "Vercel-CDN-Cache-Control|max-age=60",
                "Netlify-CDN-Cache-Control|public, durable",
                "Edge-Control|!no-store, max-age=60",
                "X-Accel-Expires|60"
            })
    void getWhenResponseIsForEverybodyThenFirstIssueIsWithheld(String name, String value) {
        cached(name, value, (request, response) -> response.getWriter().print("page"));

        Reply reply = server.browser().get("/cached");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.header(name)).isEqualTo(value);
        assertThat(server.hasWithheld("public-response")).isTrue();
        assertThat(server.keys.signatures()).isZero();
    }

    @Test
    void getWhenOnlyThoseWhoAreAskedLookAtTheVisitorThenFirstIssueIsWithheldAllTheSame() {
        server.filter(builder -> builder.visitorClaims(
                request -> AnonymousSession.from(request).principal().claims()));
        cached(
                "Cache-Control",
                "public",
                (request, response) -> response.getWriter().print("page"));

        assertThat(server.browser().get("/cached").setCookies()).isEmpty();
        assertThat(server.hasWithheld("public-response")).isTrue();
    }

    /** Spring MVC 6 does so for every request, before the application runs. */
    @Test
    void getWhenAllAttributesAreCopiedThenFirstIssueIsWithheldAllTheSame() {
        cached("Cache-Control", "public", (request, response) -> {
            for (String name : Collections.list(request.getAttributeNames())) {
                assertThat(request.getAttribute(name)).as(name).isNotNull();
            }
            response.getWriter().print("page");
        });

        Reply reply = server.browser().get("/cached");

        assertThat(reply.body()).isEqualTo("page");
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control|no-cache",
                "CDN-Cache-Control|no-store",
                "Vercel-CDN-Cache-Control|max-age=0, Private",
                "Surrogate-Control|no-store",
                "Edge-Control|no-store",
                "X-Accel-Expires|0"
            })
    void getWhenSharedCachesAreKeptAwayThenBothCookies(String name, String value) {
        cached(name, value, (request, response) -> response.getWriter().print("page"));

        assertThat(server.browser().get("/cached").cookieNames()).containsExactly("DS", "DSR");
    }

    @ParameterizedTest
    @CsvSource({
        "CDN-Cache-Control,no-store",
        "Vercel-CDN-Cache-Control,no-store",
        "Surrogate-Control,no-store",
        "Edge-Control,no-store",
        "X-Accel-Expires,0"
    })
    void getWhenSharedCachesAreInvitedButTouchedThenTheyAreKeptAway(String name, String expected) {
        cached(name, "60", TestServer::who);

        assertThat(server.browser().get("/cached").header(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vercel-CDN-Cache-Control", "Edge-Control", "X-Accel-Expires"})
    void getWhenSharedCachesAreInvitedAfterTheCookiesThenItHasNoEffect(String name) {
        server.page("/late", (request, response) -> {
            response.setContentLength(0);
            response.setIntHeader(name, 60);
        });

        assertThat(server.browser().get("/late").header(name)).isEmpty();
    }

    @Test
    void getWhenResponseIsForEverybodyButTouchedThenCookiesAndNoStore() {
        cached("Cache-Control", "public, max-age=600", TestServer::who);

        Reply reply = server.browser().get("/cached");

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void getWhenCdnHeadersAreSetButTouchedThenTheyAreTakenBack() {
        cached("CDN-Cache-Control", "max-age=600", TestServer::who);

        Reply reply = server.browser().get("/cached");

        assertThat(reply.header("CDN-Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void getWhenPrincipalIsReadByAttributeThenItCountsAsTouched() {
        cached(
                "Cache-Control",
                "public",
                (request, response) -> request.getAttribute(AnonymousSession.PRINCIPAL_ATTRIBUTE));

        assertThat(server.browser().get("/cached").setCookies()).hasSize(2);
    }

    @Test
    void getWhenResponseIsForEverybodyThenRotatedCookiesAreNotWithheld() {
        cached(
                "Cache-Control",
                "public",
                (request, response) -> response.getWriter().print("page"));
        Browser visitor = server.browser();
        visitor.get("/");
        server.clock.advance(Duration.ofSeconds(605));

        Reply reply = visitor.get("/cached");

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void getWhenResponseIsForEverybodyThenChangedAndDeletedCookiesAreNotWithheld() {
        cached(
                "Cache-Control",
                "public",
                (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1)));
        server.page("/end", (request, response) -> {
            response.setHeader("Cache-Control", "public");
            AnonymousSession.from(request).end();
        });
        Browser visitor = server.browser();
        visitor.get("/");

        assertThat(visitor.get("/cached").header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(visitor.get("/end").header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void getWhenKnownVisitorThenPublicPagesStayPublic() {
        cached("Cache-Control", "public", TestServer::who);
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = visitor.get("/cached");

        assertThat(reply.header("Cache-Control")).isEqualTo("public");
        assertThat(reply.setCookies()).isEmpty();
    }

    /** It is all that a cache of HTTP/1.0 goes by. */
    @Test
    void getWhenExpiresComesBeforeTheCookiesThenItIsOver() {
        server.page("/early", (request, response) -> {
            response.setDateHeader("Expires", 4_000_000_000_000L);
            TestServer.who(request, response);
        });

        Reply reply = server.browser().get("/early");

        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(reply.header("Expires")).isEqualTo("0");
    }

    @Test
    void getWhenCacheHeadersComeAfterTheCookiesThenTheyHaveNoEffect() {
        server.page("/late", (request, response) -> {
            response.setContentLength(0);
            response.setHeader("Cache-Control", "public");
            response.addHeader("cache-control", "s-maxage=60");
            response.addHeader("CDN-Cache-Control", "max-age=60");
            response.setDateHeader("Expires", Long.MAX_VALUE / 2);
        });

        Reply reply = server.browser().get("/late");

        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(reply.header("CDN-Cache-Control") + reply.header("Expires")).isEmpty();
    }

    @Test
    void getWhenCacheHeaderComesAfterFlushThenItHasNoEffect() {
        server.page("/late", (request, response) -> {
            response.flushBuffer();
            response.setHeader("Cache-Control", "public");
        });

        assertThat(server.browser().get("/late").header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void getWhenPublicIsDeclaredAfterUntouchedTextThenStillNoCookieInIt() {
        server.page("/late", (request, response) -> {
            response.getWriter().print("text");
            response.setHeader("Cache-Control", "public");
        });

        assertThat(server.browser().get("/late").setCookies()).isEmpty();
    }

    @Test
    void principalWhenCookiesWereWithheldThenTransient() {
        cached("Cache-Control", "public", (request, response) -> {
            response.flushBuffer();
            TestServer.who(request, response);
        });

        Reply reply = server.browser().get("/cached");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.isTransient()).isTrue();
    }

    @Test
    void redirectWhenFirstVisitThenNoStore() {
        server.page("/redirect", (request, response) -> response.sendRedirect("/"));

        Reply reply = server.browser().get("/redirect");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }
}
