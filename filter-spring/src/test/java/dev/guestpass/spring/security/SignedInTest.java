// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between a log-in and after a log-out. */
class SignedInTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser person;
    private String subject;

    @BeforeEach
    void login() {
        person = SERVER.browser();
        subject = person.get("/").subject();
        Logins.login(person, "alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/untouched",
                "/members/page",
                "/style.css",
                "/nowhere",
                "/breaks",
                "/fails",
                "/ignored/page",
                "/limited/page",
                "/nobody/page",
                "/callable-nowhere",
                "/guestpass/session"
            })
    void getWhenSignedInThenNoCookiesOfOurs(String path) {
        assertThat(person.get(path).setCookies()).isEmpty();
        assertThat(person.cookies()).containsOnlyKeys("JSESSIONID");
    }

    @Test
    void getWhenSignedInThenPrincipalIsTransient() {
        Reply reply = person.get("/who");

        assertThat(reply.isTransient()).isTrue();
        assertThat(person.get("/name").body()).isEqualTo("alice");
    }

    @Test
    void postWhenCsrfTokenIsMissingThenRefusedWithoutCookiesOfOurs() {
        Reply reply = Logins.post(person, "/form/post", "a=b");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.cookieNames()).doesNotContain("DS", "DSR");
    }

    @Test
    void fetchWhenSignedInThenSessionEndpointTellsTheAccount() {
        Reply reply = person.fetch("GET", "/guestpass/session");

        assertThat(reply.body()).startsWith("{\"anonymous\":false,\"sub\":\"alice\"");
    }

    @Test
    void logoutWhenSignedInThenFreshVisitor() {
        Reply logout = Logins.logout(person);
        Reply reply = person.get("/");

        assertThat(logout.cookieNames()).doesNotContain("DS", "DSR");
        assertThat(reply.cookieNames()).contains("DS", "DSR");
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.subject()).isNotEqualTo(subject);
    }

    @Test
    void loginWhenLoggedOutBeforeThenTheFreshVisitorConvertsToo() {
        Logins.logout(person);
        person.get("/");

        Logins.login(person, "bob");

        assertThat(SERVER.bean(RecordedConversions.class).calls())
                .extracting(conversion -> conversion.login().loginId())
                .containsExactly("alice", "bob");
    }

    @Test
    void loginWhenAlreadySignedInThenNothingToConvert() {
        Logins.login(person, "bob");

        assertThat(person.get("/name").body()).isEqualTo("bob");
        assertThat(SERVER.bean(RecordedConversions.class).calls()).hasSize(1);
    }

    @Test
    void getWhenHttpSessionIsGoneThenFreshVisitor() {
        person.drop("JSESSIONID");

        Reply reply = person.get("/");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.subject()).isNotEqualTo(subject);
    }
}
