// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

    private static final String FOREIGN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

    @RegisterExtension
    final TestServer server = new TestServer();

    private Browser client(String token) {
        return server.browser().always("Authorization", "Bearer " + token);
    }

    @Test
    void getWhenBearerIsValidThenItsVisitorAndNoCookie() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        Reply reply = client(visitor.cookie("DS")).get("/");

        assertThat(reply.subject()).isEqualTo(first.subject());
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenSchemeIsSpeltOddlyThenStillBearer() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        Reply reply = server.browser()
                .always("Authorization", "bEARER  " + visitor.cookie("DS") + " ")
                .get("/");

        assertThat(reply.subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenBearerAndCookiesThenBearerWins() {
        Browser other = server.browser();
        other.get("/");
        Browser visitor = client(other.cookie("DS"));
        Reply mine = server.browser().get("/");
        mine.setCookies()
                .forEach(header -> visitor.put(
                        header.substring(0, header.indexOf('=')),
                        header.substring(header.indexOf('=') + 1, header.indexOf(';'))));

        Reply reply = visitor.get("/");

        assertThat(reply.subject()).isNotEqualTo(mine.subject());
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenBearerExpiredThenTransientAndNoCookie() {
        Browser visitor = server.browser();
        visitor.get("/");
        server.clock.advance(Duration.ofSeconds(605));

        Reply reply = client(visitor.cookie("DS")).get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenBearerIsOurRefreshTokenThenTransientAndNoCookie() {
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = client(visitor.cookie("DSR")).get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenBearerIsPublishedRefreshTokenThenTransientAndNoCookie() {
        server.set("refresh.signature", "rs256");
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = client(visitor.cookie("DSR")).get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGN, "opaque", "a.b.c", ""})
    void getWhenBearerIsTheApplicationsThenCookiesCount(String token) {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        Reply reply = visitor.always("Authorization", "Bearer " + token).get("/");

        assertThat(reply.subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenOtherSchemeThenCookiesCount() {
        Browser visitor = server.browser().always("Authorization", "Basic eDp5");

        assertThat(visitor.get("/").cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void updateClaimsWhenBearerThenStoredAndNoCookie() {
        server.page(
                "/update",
                (request, response) -> assertThat(
                                AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1)))
                        .isPresent());
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = client(visitor.cookie("DS")).get("/update");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        server.clock.advance(Duration.ofSeconds(605));
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"seen\":1");
    }

    @Test
    void getAttributeWhenBearerChangesOrEndsThenItIsCurrent() {
        server.page("/page", (request, response) -> {
            AnonymousSession session = AnonymousSession.from(request);
            session.updateClaims(ClaimsChange.set("seen", 1));
            response.getWriter().print(attribute(request).claims().asMap());
            session.end();
            response.getWriter().print(attribute(request).isTransient());
        });
        Browser visitor = server.browser();
        visitor.get("/");

        assertThat(client(visitor.cookie("DS")).get("/page").body()).isEqualTo("{seen=1}true");
    }

    private static AnonymousPrincipal attribute(HttpServletRequest request) {
        return (AnonymousPrincipal) request.getAttribute(AnonymousSession.PRINCIPAL_ATTRIBUTE);
    }

    @Test
    void endWhenBearerThenSessionIsOverAndNoCookieIsDeleted() {
        server.page(
                "/end", (request, response) -> AnonymousSession.from(request).end());
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        Reply reply = client(visitor.cookie("DS")).get("/end");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(visitor.get("/").subject()).isNotEqualTo(first.subject());
    }

    @Test
    void deleteWhenBearerCallsTheEndpointThenNoCookieIsDeleted() {
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = client(visitor.cookie("DS")).fetch("DELETE", "/guestpass/session");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
    }
}
