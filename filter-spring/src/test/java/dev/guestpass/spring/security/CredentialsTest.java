// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import dev.guestpass.spring.test.MovableClock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is known without having signed in converts nobody, and needs no session. */
class CredentialsTest {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("alice:" + Logins.PASSWORD).getBytes(US_ASCII));

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private String subject;
    private RecordedConversions converter;

    @BeforeEach
    void visit() {
        visitor = SERVER.browser();
        subject = visitor.get("/").subject();
        converter = SERVER.bean(RecordedConversions.class);
    }

    private static Browser with(Browser browser, String header, String value) {
        return browser.always(header, value.equals("basic") ? BASIC : value);
    }

    @ParameterizedTest
    @CsvSource({"Authorization, basic", "X-Token, replaces", "X-Token, mutates"})
    void getWhenCredentialsComeWithTheRequestThenNoSessionStarts(String header, String value) {
        Browser client = with(SERVER.browser(), header, value);

        Reply reply = client.get("/api/page");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(client.get("/api/name").body()).isIn("alice", "robot");
        assertThat(converter.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Authorization, basic", "X-Token, replaces", "X-Token, mutates", "X-Proxy-User, alice"})
    void getWhenVisitorShowsCredentialsThenNeverConverts(String header, String value) {
        with(visitor, header, value).get("/api/page");
        visitor.get("/api/page");

        assertThat(visitor.get("/api/who").subject()).isEqualTo(subject);
        assertThat(converter.calls()).isEmpty();
    }

    /** With nothing else in the chain that would have looked for a login before the token was read. */
    @ParameterizedTest
    @ValueSource(strings = {"/limited/page", "/stateless/page"})
    void getWhenVisitorShowsABearerTokenThenNeverConverts(String path) {
        Reply reply = visitor.copy().always("Authorization", "Bearer robot").get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(converter.calls()).isEmpty();
    }

    @Test
    void getWhenProxyVouchesThenNoSessionStartsWhileItDoes() {
        Browser client = SERVER.browser().always("X-Proxy-User", "alice");

        client.get("/api/page");
        client.get("/api/page");

        assertThat(client.get("/api/name").body()).isEqualTo("alice");
        assertThat(client.cookies()).doesNotContainKeys("DS", "DSR");
        assertThat(converter.calls()).isEmpty();
    }

    @Test
    void getWhenPasswordOfBasicIsWrongThenRefusedAndVisitorStays() {
        String wrong = Base64.getEncoder().encodeToString("alice:wrong".getBytes(US_ASCII));

        Reply reply = visitor.copy().always("Authorization", "Basic " + wrong).get("/api/page");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void getWhenUserIsSwitchedThenNeverConverts() {
        converter.fail();
        Logins.login(visitor, "alice");
        converter.answer(conversion -> new ConversionDecision.Promoted("account"));
        Logins.post(visitor, "/login/impersonate", "username=bob");
        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(2));

        assertThat(visitor.get("/name").body()).isEqualTo("bob");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(converter.calls()).hasSize(1);
    }

    @Test
    void getWhenSwitchedBackThenTheAccountItselfConverts() {
        converter.fail();
        Logins.login(visitor, "alice");
        converter.answer(conversion -> new ConversionDecision.Promoted("account"));
        Logins.post(visitor, "/login/impersonate", "username=bob");
        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(2));

        Logins.post(visitor, "/logout/impersonate", "");
        visitor.get("/");

        assertThat(converter.calls()).hasSize(2);
        assertThat(converter.calls().get(1).login().loginId()).isEqualTo("alice");
    }

    @Test
    void logoutWhenUserIsSwitchedAndSessionWasLeftOverThenItEnds() {
        converter.fail();
        Logins.login(visitor, "alice");
        Logins.post(visitor, "/login/impersonate", "username=bob");

        Logins.logout(visitor);

        assertThat(visitor.get("/").subject()).isNotEqualTo(subject);
    }
}
