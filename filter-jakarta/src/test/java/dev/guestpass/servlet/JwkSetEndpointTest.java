// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetEndpointTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @ParameterizedTest
    @ValueSource(strings = {"/guestpass/jwks.json", "/.well-known/jwks.json"})
    void getWhenAskedThenPublicKeysCacheableAndWithoutCookie(String path) {
        Reply reply = server.browser().get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenAskedThenNoPrivatePartAndNoSecret() {
        String body = server.browser().get("/guestpass/jwks.json").body();

        assertThat(body).contains("\"kty\":\"RSA\"", "\"n\":", "\"alg\":\"RS256\"");
        assertThat(body).doesNotContain("\"d\":", "\"p\":", "\"k\":", "oct", "HS256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void getWhenTagIsKnownThenNotModified(String pattern) {
        String tag = server.browser().get("/guestpass/jwks.json").header("ETag");

        Reply reply = server.browser()
                .to("/guestpass/jwks.json")
                .with("If-None-Match", String.format(pattern, tag))
                .send();

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("ETag")).isEqualTo(tag);
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenTagIsAnotherThenAllOfIt() {
        Reply reply = server.browser()
                .to("/guestpass/jwks.json")
                .with("If-None-Match", "\"other\"")
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void headWhenAskedThenHeadersAlone() {
        Reply reply = server.browser().to("/guestpass/jwks.json").method("HEAD").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isNotEmpty();
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void getWhenVisitorHasExpiredSessionThenNothingIsExchanged() {
        Browser visitor = server.browser();
        visitor.get("/");
        server.clock.advance(java.time.Duration.ofSeconds(605));

        assertThat(visitor.get("/guestpass/jwks.json").setCookies()).isEmpty();
        assertThat(server.store.calls()).isZero();
    }
}
