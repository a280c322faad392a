// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.security.core.Authentication;

/** A visitor is nobody to every rule, whatever their claims say. */
class AuthorizationTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        visitor = SERVER.browser();
        subject = visitor.get("/").subject();
    }

    @Test
    void getWhenRuleWantsARoleThenClaimsAreNone() {
        visitor.get("/cart");

        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"authorities\":\"ROLE_ADMIN\"");
        assertThat(visitor.get("/rules/role-admin").status()).isEqualTo(403);
        assertThat(visitor.get("/authentication").body()).endsWith("[ROLE_ANONYMOUS]");
    }

    @Test
    void getUserPrincipalWhenVisitorThenNobody() {
        assertThat(visitor.get("/user").body()).isEqualTo("null|null|false|false");
        assertThat(visitor.get("/principal").body()).isEqualTo("null");
    }

    @Test
    void getAuthenticationWhenVisitorThenAnonymousTokenOfTheSubject() {
        assertThat(visitor.get("/authentication").body()).isEqualTo("true|" + subject + "|[ROLE_ANONYMOUS]");
    }

    @Test
    void getAuthenticationWhenFirstVisitThenTheSubjectOfItsCookies() {
        Browser other = SERVER.browser();

        String body = other.get("/authentication").body();

        assertThat(body).isEqualTo("true|" + other.get("/").subject() + "|[ROLE_ANONYMOUS]");
    }

    @Test
    void getWhenPrincipalIsAnnotatedThenTheVisitor() {
        assertThat(visitor.get("/annotated").subject()).isEqualTo(subject);
    }

    @Test
    void getWhenPrincipalIsAnnotatedAndSignedInThenNull() {
        Logins.login(visitor, "alice");

        assertThat(visitor.get("/annotated").body()).isEqualTo("null");
    }

    @Test
    void getWhenContextIsAnnotatedThenTheVisitors() {
        assertThat(visitor.get("/context").body()).isEqualTo("AnonymousSessionAuthentication " + subject);
    }

    @Test
    void getWhenRefusedThenEventNamesTheVisitor() {
        AccountPages pages = SERVER.bean(AccountPages.class);

        visitor.get("/members/page");
        visitor.get("/rules/method-authenticated");

        assertThat(pages.refused())
                .extracting(Authentication::getName)
                .filteredOn(subject::equals)
                .hasSize(2);
    }
}
