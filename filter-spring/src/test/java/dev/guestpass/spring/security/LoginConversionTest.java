// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import dev.guestpass.spring.test.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log-in by the form, at which the visitor becomes the account unless it is refused. */
class LoginConversionTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private String subject;
    private List<Conversion> conversions;

    @BeforeEach
    void visit() {
        visitor = SERVER.browser();
        subject = visitor.get("/").subject();
        conversions = SERVER.bean(RecordedConversions.class).calls();
    }

    @Test
    void loginWhenVisitorThenConvertedByItsOwnAnswer() {
        Reply reply = Logins.login(visitor, "alice");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).endsWith("/");
        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(reply.setCookie("DSR")).startsWith("DSR=; Max-Age=0;");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stateless/login", "/house/login"})
    void loginWhenChainKeepsNothingOrHasARepositoryOfItsOwnThenConvertedByItsOwnAnswer(String path) {
        Reply reply = Logins.login(visitor, path, "alice", "");

        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(conversions).hasSize(1);
    }

    @Test
    void loginWhenKeptAtTheEndOfTheRequestThenConvertedByTheNextPage() {
        Logins.login(visitor, "/legacy/login", "alice", "");

        assertThat(visitor.get("/legacy/page").setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(conversions).hasSize(1);
    }

    @Test
    void loginWhenVisitorThenConverterIsGivenSessionAndName() {
        Logins.login(visitor, "alice");
        visitor.get("/");

        assertThat(conversions).hasSize(1);
        assertThat(conversions.get(0).session().subject()).isEqualTo(subject);
        assertThat(conversions.get(0).login().type()).isEqualTo(VerifiedLogin.Type.ACCOUNT);
        assertThat(conversions.get(0).login().loginId()).isEqualTo("alice");
    }

    @Test
    void loginWhenSessionTokenIsExpiredThenConvertedAndNothingIsRefreshed() {
        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(606));

        Reply reply = Logins.login(visitor, "alice");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR", "JSESSIONID");
        assertThat(visitor.cookies()).containsOnlyKeys("JSESSIONID");
        assertThat(conversions.get(0).session().subject()).isEqualTo(subject);
    }

    @Test
    void loginWhenVisitorHasClaimsThenConverterIsGivenThem() {
        visitor.get("/cart");

        Logins.login(visitor, "alice");

        assertThat(conversions.get(0).session().claims().string("cart")).contains("a");
    }

    @Test
    void loginWhenVisitorThenSuccessHandlerHasTheReceipt() {
        assertThat(Logins.login(visitor, "alice").header("X-Receipt")).isEqualTo("account of alice");
    }

    @Test
    void loginWhenConvertedThenOldCookiesAreDead() {
        Browser thief = visitor.copy();
        Logins.login(visitor, "alice");

        Reply reply = thief.get("/");

        assertThat(reply.subject()).isNotEqualTo(subject);
        assertThat(reply.isTransient()).isFalse();
    }

    @Test
    void loginWhenItIsTheFirstRequestThenNoCookiesOfOurs() {
        Browser stranger = SERVER.browser();

        Reply reply = Logins.login(stranger, "alice");

        assertThat(reply.cookieNames()).containsExactly("JSESSIONID");
        assertThat(conversions).isEmpty();
    }

    @Test
    void loginWhenFromAnotherSiteThenConvertedByTheNextPage() {
        Reply reply = visitor.to("/login")
                .as(Fetch.CROSS_SITE_NAVIGATION)
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body("username=alice&password=" + Logins.PASSWORD)
                .send();

        assertThat(reply.cookieNames()).containsExactly("JSESSIONID");
        assertThat(visitor.get("/untouched").setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(conversions).hasSize(1);
    }

    @Test
    void loginWhenAnotherVisitorAtTheSameAccountThenConvertedToo() {
        Logins.login(visitor, "alice");
        Browser phone = SERVER.browser();
        phone.get("/");

        Logins.login(phone, "alice");

        assertThat(conversions).hasSize(2);
        assertThat(phone.cookies()).doesNotContainKeys("DS", "DSR");
    }

    @Test
    void loginWhenPasswordIsWrongThenNothingIsConverted() {
        Reply reply = Logins.post(visitor, "/login", "username=alice&password=wrong");

        assertThat(reply.header("Location")).endsWith("/login?error");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(conversions).isEmpty();
    }

    @Test
    void loginWhenSecondSessionIsRefusedThenNothingIsConverted() {
        Logins.login(SERVER.browser(), "/limited/login", "frank", "");

        Reply refused = Logins.login(visitor, "/limited/login", "frank", "");

        assertThat(refused.header("Location")).endsWith("/login?error");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(conversions).isEmpty();
    }

    @Test
    void loginWhenAllowedByTheLimitThenConverted() {
        Reply reply = Logins.login(visitor, "/limited/login", "erin", "");

        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(conversions).hasSize(1);
    }
}
