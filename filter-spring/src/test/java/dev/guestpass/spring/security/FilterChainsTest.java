// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterChainsTest {

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
    @ValueSource(
            strings = {"/who", "/api/who", "/limited/who", "/nobody/who", "/guests/who", "/plain/who", "/ignored/who"})
    void getWhenOneOfSeveralChainsThenEachKnowsTheVisitor(String path) {
        assertThat(visitor.get(path).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/page", "/nobody/page", "/ignored/page", "/guests/page"})
    void getWhenFirstVisitToAnyChainThenCookies(String path) {
        assertThat(SERVER.browser().get(path).cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void getAuthenticationWhenAnonymousIsDisabledThenNone() {
        assertThat(visitor.get("/nobody/authentication").body()).isEqualTo("null");
    }

    @Test
    void getAuthenticationWhenApplicationGivesVisitorsARoleThenTheyHaveIt() {
        Reply reply = visitor.get("/guests/authentication");

        assertThat(reply.body()).isEqualTo("true|" + subject + "|[ROLE_GUEST]");
    }

    @Test
    void getAuthenticationWhenTakenOutOfTheChainThenSpringsOwn() {
        assertThat(visitor.get("/plain/authentication").body()).isEqualTo("true|anonymousUser|[ROLE_ANONYMOUS]");
    }

    @Test
    void getWhenLoginsCanNotBeLoadedThenPageForAllIsServed() {
        Reply reply = visitor.get("/broken/page");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(SERVER.browser().get("/broken/page").cookieNames()).containsExactly("DS", "DSR");
    }
}
