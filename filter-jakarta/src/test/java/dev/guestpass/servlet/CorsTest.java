// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser.Fetch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CorsTest {

    private static final String ALLOWED = "https://shop.example";

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void allowOneOrigin() {
        server.set("endpoints.allowed-origins", ALLOWED).set("cookies.same-site", "none");
    }

    private Reply preflight(String origin) {
        return server.browser()
                .to("/guestpass/session/claims")
                .method("OPTIONS")
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "PATCH")
                .send();
    }

    @Test
    void preflightWhenOriginIsAllowedThenItMayAsk() {
        Reply reply = preflight(ALLOWED);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("PATCH");
        assertThat(reply.header("Vary")).contains("Origin");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void preflightWhenOriginIsUnknownThenItMayNot() {
        Reply reply = preflight("https://elsewhere.example");

        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.header("Access-Control-Allow-Methods")).isEmpty();
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void preflightWhenOriginOnlyLooksAlikeThenItMayNot() {
        assertThat(preflight(ALLOWED + ".evil.example").header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(preflight("http://shop.example").header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(preflight("null").header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void refreshWhenOriginIsAllowedThenItWorksCrossSite() {
        Browser visitor = server.browser().secure();
        visitor.get("/");

        Reply reply = visitor.to("/guestpass/session/refresh")
                .as(Fetch.CROSS_SITE_SCRIPT)
                .with("Origin", ALLOWED)
                .post()
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(reply.setCookies()).hasSize(2);
    }

    @Test
    void getWhenOriginIsUnknownThenNoCorsHeaders() {
        Reply reply = server.browser()
                .to("/guestpass/session")
                .with("Origin", "https://elsewhere.example")
                .send();

        assertThat(reply.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
}
