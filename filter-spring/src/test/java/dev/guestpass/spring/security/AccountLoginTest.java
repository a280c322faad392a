// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.HttpSessionCount;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.RecordedEvents;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proven e-mail address signs its owner in to Spring Security, by the answer that converts. */
class AccountLoginTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        SERVER.bean(RecordedConversions.class).answer(conversion -> new Promoted("alice"));
        SERVER.bean(VerifyPages.class).successes().clear();
        visitor = SERVER.browser();
        subject = visitor.get("/").subject();
    }

    private Reply verify(String path) {
        return Logins.post(visitor, path, "");
    }

    private String name() {
        return visitor.get("/name").body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify", "/outside/verify"})
    void verifyWhenProvenThenSignedInByTheSameAnswerAndCookiesAreDeleted(String path) {
        Reply reply = verify(path);

        assertThat(reply.body()).startsWith("Converted true ");
        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(reply.setCookie("DSR")).startsWith("DSR=; Max-Age=0;");
        assertThat(name()).isEqualTo("alice");
        assertThat(visitor.get("/members/page").status()).isEqualTo(200);
        assertThat(visitor.cookies()).containsOnlyKeys("JSESSIONID");
    }

    @Test
    void verifyWhenInTheChainThenTheRestOfTheRequestIsTheAccounts() {
        assertThat(verify("/verify").body()).isEqualTo("Converted true alice");
    }

    @Test
    void verifyWhenOutsideOfTheChainThenNothingStaysOnTheThread() {
        assertThat(verify("/outside/verify").body()).isEqualTo("Converted true nobody");

        for (int i = 0; i < 20; i++) {
            assertThat(SERVER.browser().get("/name").body()).isEqualTo("null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify", "/outside/verify"})
    void verifyWhenThereWasAnHttpSessionThenItHasAnotherIdAndItsAttributes(String path) {
        String planted = visitor.get("/make-session").body();

        verify(path);

        assertThat(visitor.cookie("JSESSIONID")).doesNotStartWith(planted);
        assertThat(visitor.get("/session-attribute").body()).isEqualTo("kept");
        assertThat(SERVER.browser().put("JSESSIONID", planted).get("/name").body())
                .isEqualTo("null");
    }

    @Test
    void verifyWhenThereWasNoHttpSessionThenOneThatKeepsTheLogin() {
        int before = SERVER.bean(HttpSessionCount.class).created();

        verify("/outside/verify");

        assertThat(SERVER.bean(HttpSessionCount.class).created()).isEqualTo(before + 1);
    }

    @Test
    void verifyWhenSignedInThenSuccessIsPublishedOnce() {
        verify("/outside/verify");

        assertThat(SERVER.bean(VerifyPages.class).successes()).containsExactly("alice");
    }

    @Test
    void verifyWhenAccountIsNoUserThenConvertedAndNotSignedInAndReported() {
        SERVER.bean(RecordedConversions.class).answer(conversion -> new Promoted("nobody-we-know"));

        assertThat(verify("/verify").body()).startsWith("Converted false ");

        assertThat(name()).isEqualTo("null");
        assertThat(SERVER.bean(RecordedEvents.class).published())
                .anyMatch(SessionEvent.AccountLoginFailed.class::isInstance);
    }

    @Test
    void verifyWhenChainLimitsSessionsThenItsRuleIsAsked() {
        SERVER.bean(RecordedConversions.class).answer(conversion -> new Promoted("dave"));
        Logins.login(SERVER.browser(), "/limited/login", "dave", "");

        assertThat(verify("/limited/verify").body()).startsWith("Converted false ");
    }

    @Test
    void verifyWhenConvertedThenConverterIsNotCalledAgainForTheLogin() {
        verify("/verify");
        visitor.get("/");

        assertThat(SERVER.bean(RecordedConversions.class).calls())
                .singleElement()
                .satisfies(call -> assertThat(call.session().subject()).isEqualTo(subject));
    }

    @Test
    void verifyWhenSignedInThenLogOutGivesAFreshVisitor() {
        verify("/verify");

        Logins.logout(visitor);

        assertThat(name()).isEqualTo("null");
        assertThat(visitor.get("/").subject()).isNotEqualTo(subject);
    }
}
