// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import static dev.guestpass.spring.test.AnonymousReachability.assertNotReachableByAnonymous;
import static dev.guestpass.spring.test.AnonymousVisitorPostProcessor.anonymousVisitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Requests without a server, as the test of an application sends them. */
class VisitorRequestsTest {

    /** One of its own, as Spring's csrf() changes where an application keeps tokens. */
    @RegisterExtension
    static final SpringServer SERVER = Shop.server().with("spring.application.name", "tested");

    private MockMvc mvc;

    @BeforeEach
    void setUp() {
        mvc = MockMvcBuilders.webAppContextSetup((WebApplicationContext) SERVER.context())
                .addFilters(SERVER.bean(AnonymousSessionFilter.class))
                .apply(springSecurity())
                .build();
    }

    private MockHttpServletResponse send(AnonymousVisitorPostProcessor visitor, String path) throws Exception {
        return mvc.perform(get(path).secure(path.startsWith("/who")).with(visitor))
                .andReturn()
                .getResponse();
    }

    @Test
    void performWhenVisitorThenTheSameOneEachTimeAndNoCookies() throws Exception {
        AnonymousVisitorPostProcessor visitor = anonymousVisitor();

        String first = send(visitor, "/annotated").getContentAsString();

        assertThat(send(visitor, "/annotated").getContentAsString()).isEqualTo(first);
        assertThat(first).isEqualTo(visitor.principal().subject() + " false true");
        assertThat(send(visitor, "/annotated").getCookies()).isEmpty();
    }

    @Test
    void performWhenSecureThenCookiesAsABrowserHasThem() throws Exception {
        AnonymousVisitorPostProcessor visitor = anonymousVisitor();

        assertThat(send(visitor, "/who").getContentAsString())
                .startsWith(visitor.principal().subject());
    }

    @Test
    void performWhenVisitorHasClaimsThenApplicationReadsThem() throws Exception {
        AnonymousVisitorPostProcessor visitor =
                anonymousVisitor().withClaim("cart", "cart-1").withClaim("items", 2);

        String body = send(visitor, "/guestpass/session").getContentAsString();

        assertThat(body).contains("\"cart\":\"cart-1\"", "\"items\":2");
        assertThat(visitor.principal().claims().integer("items")).contains(2L);
    }

    @Test
    void performWhenClockIsMovedThenRefreshed() throws Exception {
        AnonymousVisitorPostProcessor visitor = anonymousVisitor();
        send(visitor, "/annotated");

        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(606));

        assertThat(send(visitor, "/annotated").getCookies()).hasSize(2);
    }

    @Test
    void principalWhenNothingWasSentThenExceptionSaysWhen() {
        assertThatThrownBy(() -> anonymousVisitor().principal())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("first request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/members/**",
                "/rules/role-admin",
                "/rules/deny-all",
                "/rules/method-authenticated",
                "/rules/method-role-user",
                "/members/file.txt"
            })
    void assertNotReachableWhenRefusedThenPasses(String pattern) {
        assertNotReachableByAnonymous(mvc, pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "/rules/method-anonymous, GET /rules/method-anonymous",
        "/rules/{any}, GET /rules/1",
        "/form/**, POST /form/post",
        "/breaks, GET /breaks",
        "/not-mapped, GET /not-mapped",
        "/limited/verify, POST /limited/verify"
    })
    void assertNotReachableWhenReachedThenErrorNamesTheMapping(String pattern, String mapping) {
        assertThatThrownBy(() -> assertNotReachableByAnonymous(mvc, "/members/**", pattern))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(mapping)
                .hasMessageNotContaining("/members");
    }

    @Test
    void assertNotReachableWhenPatternCoversNothingThenError() {
        assertThatThrownBy(() -> assertNotReachableByAnonymous(mvc)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertNotReachableByAnonymous(mvc, "/acount/**"))
                .hasMessageContaining("/acount/**")
                .hasMessageContaining("show nothing");
    }
}
