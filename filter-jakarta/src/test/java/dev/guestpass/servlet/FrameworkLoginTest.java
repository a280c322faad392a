// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.Browser.Fetch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A framework that signs people in behind the filter, where the container knows nothing of it. */
class FrameworkLoginTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final List<Conversion> conversions = new CopyOnWriteArrayList<>();
    private volatile boolean isBroken;

    @BeforeEach
    void signInByPages() {
        server.sessions(builder -> builder.converter(conversion -> {
            conversions.add(conversion);
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return new ConversionDecision.Promoted(conversion.login().loginId());
        }));
        server.page("/login", (request, response) -> login(AnonymousSession.from(request)));
        server.page("/touch-and-login", (request, response) -> {
            AnonymousSession session = AnonymousSession.from(request);
            session.updateClaims(ClaimsChange.set("cart", 3));
            login(session);
        });
        server.page(
                "/api", (request, response) -> AnonymousSession.from(request).withdraw());
    }

    private static void login(AnonymousSession session) {
        session.convertIfDue(VerifiedLogin.byCompletedLogin("alice"));
    }

    @Test
    void convertIfDueWhenVisitorLogsInThenConvertedByTheSameAnswer() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();

        visitor.get("/login");

        assertThat(conversions)
                .extracting(conversion -> conversion.session().subject())
                .containsExactly(subject);
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void convertIfDueWhenSessionBeganWithTheLoginThenTakenBack() {
        Browser visitor = server.browser();

        Reply reply = visitor.get("/login");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(conversions).isEmpty();
        assertThat(server.hasWithheld("signed-in")).isTrue();
    }

    @Test
    void convertIfDueWhenApplicationReliedOnTheNewSessionThenConverted() {
        Reply reply = server.browser().get("/touch-and-login");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(conversions)
                .extracting(conversion -> conversion.session().claims().asMap().get("cart"))
                .containsExactly(3L);
    }

    @Test
    void convertIfDueWhenNobodyHadAskedYetThenNoSessionStarts() {
        server.set("issuance.mode", "on-access");

        assertThat(server.browser().get("/login").setCookies()).isEmpty();
        assertThat(conversions).isEmpty();
    }

    @Test
    void convertIfDueWhenConverterFailsThenPageIsServedAndTriedAgainLater() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        isBroken = true;

        assertThat(visitor.get("/login").status()).isEqualTo(200);
        visitor.get("/login");
        assertThat(conversions).hasSize(1);
        isBroken = false;
        server.clock.advance(Duration.ofSeconds(1));
        visitor.get("/login");

        assertThat(conversions)
                .extracting(conversion -> conversion.session().subject())
                .containsExactly(subject, subject);
    }

    @Test
    void convertIfDueWhenRequestMayCarryNoCookiesThenLater() {
        Browser visitor = server.browser();
        visitor.get("/");

        visitor.to("/login").as(Fetch.CROSS_SITE_SCRIPT).post().send();

        assertThat(conversions).isEmpty();
        assertThat(visitor.cookies()).hasSize(2);
    }

    @Test
    void withdrawWhenSessionIsNewThenNoCookies() {
        Reply reply = server.browser().get("/api");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.header("Cache-Control")).isEmpty();
    }

    @Test
    void withdrawWhenVisitorBroughtTheSessionThenItStays() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();

        visitor.get("/api");

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }
}
