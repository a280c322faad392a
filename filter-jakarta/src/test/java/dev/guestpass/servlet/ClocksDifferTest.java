// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.event.SessionEvent;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One node of two has a wrong clock: it serves pages, and nobody loses by it (THREATS F12). */
class ClocksDifferTest {

    @RegisterExtension
    final TestServer right = new TestServer();

    @RegisterExtension
    final TestServer wrong = new TestServer(right);

    private final MutableClock storeClock = new MutableClock();
    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        wrong.keys(right.keys);
        right.store.setClock(storeClock);
        storeClock.set(right.clock.instant());
        visitor = right.browser();
        subject = visitor.get("/").subject();
    }

    private Reply visitWrong(Duration ahead) {
        wrong.clock.set(right.clock.instant().plus(ahead));
        return visitor.at(wrong).get("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H", "PT720H"})
    void getWhenClockIsWrongThenPageAndCookiesStay(Duration ahead) {
        Reply reply = visitWrong(ahead);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    /** No cookie, so none that outlives its token by true time. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void getWhenClockIsAnHourOffThenVisitorIsWhoTheyWereAndGetsNoCookie(Duration ahead) {
        assertThat(visitWrong(ahead).subject()).isEqualTo(subject);

        visitor.drop("DS");
        Reply reply = visitWrong(ahead);

        assertThat(reply.subject()).isEqualTo(subject);
        assertThat(reply.isLive()).isFalse();
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void getWhenNewcomerMeetsAWrongClockThenIdentityForOneRequest(Duration ahead) {
        wrong.clock.set(right.clock.instant().plus(ahead));

        Reply reply = wrong.browser().get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(wrong.events).contains(new SessionEvent.Withheld("clock"));
    }

    @ParameterizedTest
    @CsvSource({"POST, /guestpass/session/refresh", "DELETE, /guestpass/session"})
    void callWhenTokensHaveExpiredByAWrongClockAloneThenUnavailableAndCookiesStay(String method, String path) {
        wrong.clock.set(right.clock.instant().plus(Duration.ofDays(30)));

        Reply reply = visitor.at(wrong).fetch(method, path);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }
}
