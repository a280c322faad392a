// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spring Security is as it was without us; visitors have sessions all the same. */
class SecurityDisabledTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server().with("guestpass.security.enabled", "false");

    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        visitor = SERVER.browser();
        subject = visitor.get("/").subject();
    }

    @Test
    void getAuthenticationWhenVisitorThenSpringsOwn() {
        assertThat(visitor.get("/authentication").body()).isEqualTo("true|anonymousUser|[ROLE_ANONYMOUS]");
        assertThat(visitor.get("/who").subject()).isEqualTo(subject);
    }

    @Test
    void loginWhenVisitorThenNothingConverts() {
        Logins.login(visitor, "alice");

        assertThat(visitor.get("/name").body()).isEqualTo("alice");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(SERVER.bean(RecordedConversions.class).calls()).isEmpty();
    }

    @Test
    void logoutWhenSignedInThenTheSameVisitor() {
        Logins.login(visitor, "alice");
        Logins.logout(visitor);

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }
}
