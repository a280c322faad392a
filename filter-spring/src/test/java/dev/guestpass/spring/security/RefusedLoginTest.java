// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.Conversion;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only a log-in that nothing refused any more converts. */
class RefusedLoginTest {

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
