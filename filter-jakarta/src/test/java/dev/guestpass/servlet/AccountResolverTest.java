// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountResolverTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void resolveByHeader() {
        server.filter(builder -> builder.accountResolver(request -> {
            if (request.getHeader("X-Broken") != null) {
                throw new IllegalStateException("no accounts today");
            }
            return Optional.ofNullable(request.getHeader("X-Account"));
        }));
    }

    @Test
    void getWhenFrameworkKnowsTheAccountThenNoSessionStarts() {
        Reply reply = server.browser().always("X-Account", "alice").get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("signed-in")).isTrue();
    }

    @Test
    void getWhenNobodyIsSignedInThenSessionStarts() {
        assertThat(server.browser().get("/").setCookies()).hasSize(2);
    }

    @Test
    void sessionEndpointWhenFrameworkKnowsTheAccountThenTellsIt() {
        Reply reply = server.browser().always("X-Account", "alice").get("/guestpass/session");

        assertThat(reply.body()).contains("\"anonymous\":false").contains("\"sub\":\"alice\"");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenResolverFailsThenServedWithoutSession() {
        Reply reply = server.browser().always("X-Broken", "yes").get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("account-failed")).isTrue();
    }

    @Test
    void sessionEndpointWhenResolverFailsThenUnavailable() {
        Reply reply = server.browser().always("X-Broken", "yes").get("/guestpass/session");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).doesNotContain("accounts today");
    }
}
