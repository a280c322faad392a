// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.token.StrictJson;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** A service that calls the API that Descope's SDKs call, in the way that they do. */
final class Sdk {

    static final String KEY = "K2management-key-of-the-tests-0123456789";

    private final TestServer server;
    private final String base;

    Sdk(TestServer server) {
        this(server, "/guestpass");
    }

    Sdk(TestServer server, String base) {
        this.server = server;
        this.base = base;
    }

    /** A server on which management is on. */
    static TestServer serverWithKey() {
        return new TestServer().set("management.keys", KEY);
    }

    String project() {
        return server.running().keys().projectId();
    }

    Browser.Call to(String path) {
        return server.browser().to(base + path);
    }

    /** A call with this behind the project id, in {@code Authorization}. */
    Browser.Call as(String credential, String path) {
        return to(path).with("Authorization", "Bearer " + project() + ":" + credential);
    }

    Reply post(String credential, String path, String body) {
        return as(credential, path).post().json(body).send();
    }

    /** A POST without a body, as the SDKs for Java and Go send it. */
    Reply post(String credential, String path) {
        return as(credential, path)
                .with("Content-Type", "application/json")
                .post()
                .send();
    }

    Reply get(String credential, String path) {
        return as(credential, path).send();
    }

    Reply manage(String path, String body) {
        return post(KEY, "/v1/mgmt/" + path, body);
    }

    Tokens mint(String body) {
        return Tokens.of(manage("auth/anonymous", body));
    }

    Tokens mint() {
        return mint("{}");
    }

    Reply refresh(String refreshToken) {
        return post(refreshToken, "/v1/auth/refresh");
    }

    static Map<String, Object> json(Reply reply) {
        return StrictJson.read(reply.body().getBytes(UTF_8));
    }

    /** Asserts that an answer is the one kind of error that every SDK can read. */
    static void assertError(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(json(reply).keySet()).isEqualTo(Set.of("errorCode", "errorDescription", "errorMessage"));
        assertThat(json(reply).get("errorCode")).isEqualTo(code);
        assertThat(json(reply).values())
                .allSatisfy(text -> assertThat((String) text).isNotBlank());
    }

    /** What a token says, whoever signed it. */
    static Map<String, Object> payload(String token) {
        return StrictJson.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    static Map<String, Object> header(String token) {
        return StrictJson.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]));
    }

    /** The two tokens of an answer. */
    record Tokens(String session, String refresh) {

        static Tokens of(Reply reply) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            Map<String, Object> body = json(reply);
            return new Tokens((String) body.get("sessionJwt"), (String) body.get("refreshJwt"));
        }
    }
}
