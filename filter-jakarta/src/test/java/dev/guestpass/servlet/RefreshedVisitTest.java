// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser.Fetch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshedVisitTest {

    private static final Duration SESSION_IS_OVER = Duration.ofSeconds(605);

    @RegisterExtension
    final TestServer server = new TestServer();

    @Test
    void getWhenSessionExpiredThenSameSubjectAndNewPair() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);

        Reply second = visitor.get("/");

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.cookieNames()).containsExactly("DS", "DSR");
        assertThat(second.setCookie("DSR")).isNotEqualTo(first.setCookie("DSR"));
    }

    @Test
    void getWhenSessionCookieIsGoneThenSameSubjectAndNewPair() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        visitor.drop("DS");

        Reply second = visitor.get("/");

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void getWhenRefreshCookieIsGoneThenSessionLastsUntilItsEnd() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        visitor.drop("DSR");

        Reply second = visitor.get("/");

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.setCookies()).isEmpty();
    }

    @Test
    void getWhenRefreshTokenExpiredThenSomebodyNew() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(Duration.ofDays(28).plusSeconds(5));

        Reply second = visitor.get("/");

        assertThat(second.subject()).isNotEqualTo(first.subject());
        assertThat(second.cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void getWhenRefreshCookieIsOfAnotherSessionThenItIsIgnoredAndKept() {
        Browser other = server.browser();
        other.get("/");
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        visitor.put("DSR", other.cookie("DSR"));

        Reply second = visitor.get("/");

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.setCookies()).isEmpty();
    }

    @Test
    void getWhenTabsAreBehindThenAllKeepTheSameSubject() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);
        Browser tab = visitor.copy();
        visitor.get("/");
        server.clock.advance(Duration.ofSeconds(20));

        Reply late = tab.get("/");

        assertThat(late.subject()).isEqualTo(first.subject());
        assertThat(tab.cookie("DSR")).isEqualTo(visitor.cookie("DSR"));
    }

    @Test
    void getWhenAnswerWasLostThenOldCookiesStillWork() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);
        visitor.copy().get("/");
        server.clock.advance(Duration.ofHours(20));

        assertThat(visitor.get("/").subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenStolenTokenComesAfterBothMovedOnThenSessionIsOver() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        Browser thief = visitor.copy();
        for (int i = 0; i < 2; i++) {
            server.clock.advance(SESSION_IS_OVER);
            visitor.get("/");
        }
        server.clock.advance(SESSION_IS_OVER);

        Reply stolen = thief.get("/");

        assertThat(stolen.subject()).isNotEqualTo(first.subject());
        assertThat(visitor.get("/").subject()).isNotEqualTo(first.subject());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fetch.class,
            names = {"IMAGE", "STYLE", "CODE", "FONT", "CROSS_SITE_SCRIPT", "CROSS_SITE_FRAME"})
    void getWhenNoSessionMayStartThenRefreshTokenTellsWhoWithoutExchange(Fetch fetch) {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);

        Reply second = visitor.to("/").as(fetch).send();

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.isTransient()).isFalse();
        assertThat(second.setCookies()).isEmpty();
        assertThat(server.store.calls()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE"})
    void methodWhenItIsNoVisitThenNothingIsExchanged(String method) {
        Browser visitor = server.browser();
        visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);

        Reply reply = visitor.to("/").method(method).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.store.calls()).isOne();
    }

    @Test
    void getWhenNoSessionMayStartThenTokenReplacedLongAgoTellsNobody() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String stolen = visitor.cookie("DSR");
        server.clock.advance(SESSION_IS_OVER);
        visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);
        visitor.get("/");

        Reply image =
                server.browser().put("DSR", stolen).to("/").as(Fetch.IMAGE).send();

        assertThat(image.subject()).isNotEqualTo(first.subject());
        assertThat(image.isTransient()).isTrue();
    }

    @Test
    void getWhenNoSessionMayStartThenTokenOfEndedSessionTellsNobody() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String kept = visitor.cookie("DSR");
        visitor.fetch("DELETE", "/guestpass/session");
        server.clock.advance(Duration.ofDays(2));

        Reply image = server.browser().put("DSR", kept).to("/").as(Fetch.IMAGE).send();

        assertThat(image.subject()).isNotEqualTo(first.subject());
    }

    @Test
    void postWhenCrossSiteCarriesCookiesThenSameVisitorAndNoExchange() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        server.clock.advance(SESSION_IS_OVER);

        Reply second = visitor.to("/")
                .as(Fetch.CROSS_SITE_NAVIGATION)
                .post()
                .body("x=y")
                .send();

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.setCookies()).isEmpty();
    }

    @Test
    void getWhenRotationIsOffThenRefreshTokenStaysTheSame() {
        server.set("refresh.rotate", "false");
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        String token = visitor.cookie("DSR");
        server.clock.advance(SESSION_IS_OVER);

        assertThat(visitor.get("/").subject()).isEqualTo(first.subject());
        assertThat(visitor.cookie("DSR")).isEqualTo(token);
    }

    @Test
    void getWhenVisitorComesForMonthsThenAbsoluteEndIsTheEnd() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        for (int days = 0; days < 175; days += 25) {
            server.clock.advance(Duration.ofDays(25));
            assertThat(visitor.get("/").subject()).isEqualTo(subject);
        }
        server.clock.advance(Duration.ofDays(5).plusSeconds(5));

        assertThat(visitor.get("/").subject()).isNotEqualTo(subject);
    }
}
