// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever becomes of the conversion, the person is signed in. */
class FailedConversionTest {

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

    @AfterEach
    void defaultLogins() {
        SERVER.bean(ReplaceableLogins.class).replace(LoginResolver.ofCompletedLogins());
    }

    private void advance(int seconds) {
        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(seconds));
    }

    @Test
    void loginWhenConverterThrowsThenSignedInAllTheSame() {
        converter.fail();

        Reply reply = Logins.login(visitor, "alice");

        assertThat(reply.header("Location")).endsWith("/");
        assertThat(reply.header("X-Receipt")).isEqualTo("none");
        assertThat(visitor.get("/name").body()).isEqualTo("alice");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void getWhenConverterThrewThenTriedAgainAfterTheWait() {
        converter.fail();
        Logins.login(visitor, "alice");

        visitor.get("/");
        assertThat(converter.calls()).hasSize(1);
        advance(1);
        visitor.get("/");
        assertThat(converter.calls()).hasSize(2);
        advance(1);
        visitor.get("/");
        assertThat(converter.calls()).hasSize(2);
    }

    @Test
    void getWhenConverterIsWellAgainThenConverted() {
        converter.fail();
        Logins.login(visitor, "alice");
        converter.answer(conversion -> new ConversionDecision.Promoted("alice"));
        advance(1);

        Reply reply = visitor.get("/untouched");

        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(converter.calls()).hasSize(2);
        assertThat(visitor.cookies()).containsOnlyKeys("JSESSIONID");
    }

    @Test
    void getWhenConverterRejectedThenNotAskedAgainAndVisitorStays() {
        converter.answer(conversion -> new ConversionDecision.Rejected("no"));
        Logins.login(visitor, "alice");
        advance(400);

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(converter.calls()).hasSize(1);
    }

    @Test
    void getWhenChoiceIsOpenThenNotAskedAgainAndVisitorStays() {
        converter.answer(conversion -> new ConversionDecision.ChoiceNeeded(List.of("this", "that")));
        Logins.login(visitor, "alice");
        advance(400);

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(converter.calls()).hasSize(1);
    }

    @Test
    void logoutWhenSessionWasLeftOverThenItEnds() {
        converter.answer(conversion -> new ConversionDecision.Rejected("no"));
        Logins.login(visitor, "alice");
        Browser copy = visitor.copy();

        Reply reply = Logins.logout(visitor);

        assertThat(reply.setCookie("DSR")).startsWith("DSR=; Max-Age=0;");
        assertThat(visitor.get("/").subject()).isNotEqualTo(subject);
        assertThat(copy.get("/").subject()).isNotEqualTo(subject);
    }

    @Test
    void loginWhenLoginResolverThrowsThenSignedInAndNothingConverts() {
        SERVER.bean(ReplaceableLogins.class).replace(authentication -> {
            throw new IllegalStateException("broken");
        });

        Logins.login(visitor, "alice");

        assertThat(visitor.get("/name").body()).isEqualTo("alice");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(converter.calls()).isEmpty();
    }

    @Test
    void loginWhenLoginResolverSaysNoneThenNothingConverts() {
        SERVER.bean(ReplaceableLogins.class).replace(authentication -> Optional.empty());

        Logins.login(visitor, "alice");

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(converter.calls()).isEmpty();
    }
}
