// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import java.io.PrintWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnAccessTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void startOnAccess() {
        server.set("issuance.mode", "on-access");
    }

    @Test
    void getWhenNobodyAsksThenNoSession() {
        Reply reply = server.browser().get("/untouched");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.keys.signatures()).isZero();
    }

    @Test
    void getWhenApplicationAsksThenSessionStarts() {
        Browser visitor = server.browser();

        Reply reply = visitor.get("/");

        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(visitor.get("/").subject()).isEqualTo(reply.subject());
    }

    @Test
    void getWhenApplicationReadsTheAttributeThenSessionStarts() {
        server.page(
                "/attribute",
                (request, response) -> assertThat(request.getAttribute(AnonymousSession.PRINCIPAL_ATTRIBUTE))
                        .isInstanceOf(AnonymousPrincipal.class));

        assertThat(server.browser().get("/attribute").setCookies()).hasSize(2);
    }

    @Test
    void getWhenApplicationAsksTwiceThenOneSession() {
        server.page("/twice", (request, response) -> {
            String subject = AnonymousSession.from(request).principal().subject();
            assertThat(AnonymousSession.from(request).principal().subject()).isEqualTo(subject);
            TestServer.who(request, response);
        });

        assertThat(server.browser().get("/twice").setCookies()).hasSize(2);
    }

    @Test
    void getWhenApplicationAsksAfterCommitThenTransient() {
        server.page("/late", (request, response) -> {
            response.flushBuffer();
            TestServer.who(request, response);
        });

        Reply reply = server.browser().get("/late");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("committed")).isTrue();
    }

    @Test
    void getWhenWriterWasTakenBeforeThenFlushStillCarriesCookies() {
        server.page("/writer", (request, response) -> {
            PrintWriter writer = response.getWriter();
            AnonymousSession.from(request).principal();
            writer.flush();
        });

        assertThat(server.browser().get("/writer").setCookies()).hasSize(2);
    }

    @Test
    void getWhenRequestMayNotStartThenTransientAndNoCookie() {
        Reply reply = server.browser().to("/").as(Browser.Fetch.IMAGE).send();

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void updateClaimsWhenFirstAccessThenSessionStartsWithThem() {
        server.page(
                "/update",
                (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1)));
        Browser visitor = server.browser();

        visitor.get("/update");

        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"seen\":1");
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void getWhenClaimsContributorReturnsNothingThenPageIsServed() {
        server.filter(builder -> builder.visitorClaims(request -> null));

        assertThat(server.browser().get("/").isTransient()).isFalse();
    }

    @Test
    void getWhenTenantIsImpossibleThenPageIsServed() {
        server.filter(builder -> builder.tenantResolver(request -> java.util.Optional.of(" ")));

        assertThat(server.browser().get("/").isTransient()).isTrue();
    }
}
