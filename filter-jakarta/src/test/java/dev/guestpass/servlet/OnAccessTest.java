// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.event.SessionEvent;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"eager", "on-access"})
    void getWhenThoseWhoAreAskedLookAtTheVisitorThenSomebodyWithoutASession(String mode) {
        List<Boolean> seen = new CopyOnWriteArrayList<>();
        server.set("issuance.mode", mode);
        server.filter(builder -> builder.visitorClaims(request -> {
            seen.add(AnonymousSession.from(request).principal().isTransient());
            return Claims.empty();
        }));

        assertThat(server.browser().get("/").isTransient()).isFalse();
        assertThat(seen).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/late"})
    void getWhenListenerLooksAtTheVisitorThenItIsToldOnce(String path) {
        AtomicReference<AnonymousSession> current = new AtomicReference<>();
        List<SessionEvent> told = new CopyOnWriteArrayList<>();
        server.sessions(builder -> builder.listener(event -> {
            told.add(event);
            assertThat(current.get().principal().isTransient()).isTrue();
        }));
        Page who = (request, response) -> {
            current.set(AnonymousSession.from(request));
            TestServer.who(request, response);
        };
        server.page("/", who).page("/late", (request, response) -> {
            response.flushBuffer();
            who.answer(request, response);
        });

        assertThat(server.browser().get(path).isTransient()).isEqualTo(path.equals("/late"));
        assertThat(told).hasSize(1);
    }

    @Test
    void withdrawWhenListenerDoesItTooThenOnce() {
        AtomicReference<AnonymousSession> current = new AtomicReference<>();
        List<SessionEvent> told = new CopyOnWriteArrayList<>();
        server.sessions(builder -> builder.listener(event -> {
            told.add(event);
            current.get().withdraw();
        }));
        server.page("/client", (request, response) -> {
            current.set(AnonymousSession.from(request));
            current.get().withdraw();
        });

        assertThat(server.browser().get("/client").status()).isEqualTo(200);
        assertThat(told).containsExactly(new SessionEvent.Withheld("signed-in"));
    }
}
