// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.servlet.ConsentResolver.Consent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final AtomicReference<Consent> consent = new AtomicReference<>(Consent.FULL);

    @BeforeEach
    void resolveConsent() {
        server.filter(builder -> builder.consentResolver(request -> consent.get()))
                .page(
                        "/update",
                        (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("seen", 1)))
                .page("/withdraw", (request, response) -> consent.set(Consent.NONE))
                .page(
                        "/end",
                        (request, response) -> AnonymousSession.from(request).end());
    }

    private Browser visitor() {
        Browser visitor = server.browser();
        visitor.get("/");
        return visitor;
    }

    @Test
    void updateClaimsWhenConsentIsWithdrawnThenNoCookie() {
        Browser visitor = visitor();
        consent.set(Consent.NONE);

        assertThat(visitor.get("/update").setCookies()).isEmpty();
        assertThat(server.hasWithheld("consent")).isTrue();
    }

    @Test
    void endWhenConsentIsWithdrawnThenCookiesAreDeleted() {
        Browser visitor = visitor();
        consent.set(Consent.NONE);

        visitor.get("/end");

        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void getWhenConsentIsWithdrawnByThePageThenNoCookie() {
        assertThat(server.browser().get("/withdraw").setCookies()).isEmpty();

        Browser visitor = server.browser();
        consent.set(Consent.FULL);
        visitor.get("/");
        assertThat(visitor.drop("DS").get("/withdraw").setCookies()).isEmpty();
    }

    @Test
    void updateClaimsWhenConsentIsForTheBrowserSessionThenCookiesWithoutAge() {
        Browser visitor = visitor();
        consent.set(Consent.SESSION_ONLY);

        assertThat(visitor.get("/update").setCookies()).hasSize(2).noneMatch(cookie -> cookie.contains("Max-Age"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION_ONLY", "FULL"})
    void refreshWhenConsentIsChangedThenOtherLifetimesAndSameVisitor(Consent changed) {
        consent.set(changed == Consent.FULL ? Consent.SESSION_ONLY : Consent.FULL);
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        consent.set(changed);

        Reply reply = visitor.fetch("POST", "/guestpass/session/refresh");

        assertThat(reply.setCookies())
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("Max-Age") == (changed == Consent.FULL));
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void getWhenConsentIsWithdrawnThenSameVisitorUntilTheyEndIt() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        consent.set(Consent.NONE);

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        visitor.fetch("DELETE", "/guestpass/session");
        assertThat(visitor.cookies()).isEmpty();
        assertThat(visitor.get("/").isTransient()).isTrue();
    }

    @Test
    void getWhenConsentIsAwayForAWhileThenSameVisitorAndCookiesAgain() {
        Browser visitor = visitor();
        String subject = visitor.get("/").subject();
        consent.set(Consent.NONE);
        server.clock.advance(Duration.ofSeconds(605));

        Reply without = visitor.get("/");
        consent.set(Consent.FULL);
        Reply with = visitor.get("/");

        assertThat(without.subject()).isEqualTo(subject);
        assertThat(without.setCookies()).isEmpty();
        assertThat(with.subject()).isEqualTo(subject);
        assertThat(with.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age"));
    }
}
