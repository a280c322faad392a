// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"/members/page", "/full/page", "/admin/page", "/vip/page", "/method/authenticated"})
    void getWhenRuleWantsAnAccountThenRefused(String path) {
        visitor.get("/cart");

        Reply reply = visitor.get(path);

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).endsWith("/login");
    }

    @Test
    void getWhenRuleWantsARoleThenClaimsAreNone() {
        visitor.get("/cart");

        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"authorities\":\"ROLE_ADMIN\"");
        assertThat(visitor.get("/method/role").status()).isEqualTo(302);
        assertThat(visitor.get("/authentication").body()).endsWith("[ROLE_ANONYMOUS]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/visitors/page", "/untouched", "/method/anonymous"})
    void getWhenRuleAdmitsVisitorsThenAdmitted(String path) {
        assertThat(visitor.get(path).body()).isEqualTo("page");
        assertThat(SERVER.browser().get(path).body()).isEqualTo("page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/visitors/page", "/method/anonymous"})
    void getWhenRuleIsForVisitorsThenAccountIsRefused(String path) {
        Logins.login(visitor, "alice");

        assertThat(visitor.get(path).status()).isEqualTo(403);
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
}
