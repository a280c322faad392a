// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

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
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class ControllerArgumentsTest {

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
    void handlerWhenVisitorThenPrincipalAndSession() {
        assertThat(visitor.get("/who").subject()).isEqualTo(subject);
        assertThat(visitor.get("/cart").subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/documented", "/attribute", "/annotated"})
    void handlerWhenPrincipalIsAnnotatedThenTheVisitor(String path) {
        assertThat(visitor.get(path).subject()).isEqualTo(subject);
        assertThat(SERVER.browser().get(path).isTransient()).isFalse();
    }

    @Test
    void handlerWhenPrincipalIsAnnotatedAndSignedInThenTransient() {
        Logins.login(visitor, "alice");

        assertThat(visitor.get("/documented").isTransient()).isTrue();
    }

    @Test
    void exceptionHandlerWhenVisitorThenPrincipalAndSession() {
        Reply reply = visitor.get("/fails");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.subject()).isEqualTo(subject);
    }

    @Test
    void exceptionHandlerWhenFirstVisitThenTheVisitorOfTheCookies() {
        Browser other = SERVER.browser();

        assertThat(other.get("/fails").subject()).isEqualTo(other.get("/who").subject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cart", "/callable", "/deferred"})
    void updateClaimsWhenInAControllerThenNewCookiesInTheSameAnswer(String path) {
        Reply reply = visitor.get(path);

        assertThat(reply.subject()).isEqualTo(subject);
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"cart\":\"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cart", "/callable", "/deferred"})
    void updateClaimsWhenFirstVisitThenOnePairOfCookiesThatHasThem(String path) {
        Browser other = SERVER.browser();

        Reply reply = other.get(path);

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(other.get("/").subject()).isEqualTo(reply.subject());
        assertThat(other.fetch("GET", "/guestpass/session").body()).contains("\"cart\":\"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/breaks"})
    void errorPageWhenVisitorThenStillKnown(String path) {
        assertThat(visitor.get(path).header("X-Error-Visitor")).isEqualTo(subject + " false true");
    }

    @Test
    void errorPageWhenFirstVisitThenTheVisitorOfTheCookies() {
        Browser other = SERVER.browser();

        Reply reply = other.get("/breaks");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.header("X-Error-Visitor")).startsWith(other.get("/").subject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/who", "/cart"})
    void handlerWhenTheFilterDidNotSeeTheRequestThenErrorSaysWhatToDo(String path) {
        MockMvc withoutFilters = MockMvcBuilders.webAppContextSetup((WebApplicationContext) SERVER.context())
                .build();

        assertThatThrownBy(() -> withoutFilters.perform(get(path)))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AnonymousSessionFilter did not see this request: map it to");
    }
}
