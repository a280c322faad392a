// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Sdk.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, an SDK gets a JSON object that it can read. */
class DescopeErrorTest {

    private static final String MINT = "/v1/mgmt/auth/anonymous";
    private static final List<String> POSTS = List.of(
            MINT,
            "/v1/mgmt/jwt/update",
            "/v1/auth/refresh",
            "/v1/auth/try-refresh",
            "/v1/auth/logout",
            "/v1/auth/logoutall",
            "/v1/auth/tenant/select",
            "/v1/auth/validate");

    @RegisterExtension
    final TestServer server = Sdk.serverWithKey();

    private final Sdk sdk = new Sdk(server);

    private Reply post(Tokens tokens, String path, String body) {
        return sdk.post(path.startsWith("/v1/mgmt") ? Sdk.KEY : tokens.refresh(), path, body);
    }

    @Test
    void postWhenBodyIsNoJsonObjectThenE011001() {
        Tokens tokens = sdk.mint();

        for (String path : POSTS) {
            for (String body : List.of("{", "[]", "null", "\"x\"", "{\"a\":1,\"a\":2}", "{} {}", "<html>")) {
                Sdk.assertError(post(tokens, path, body), 400, "E011001");
            }
        }
        assertThat(sdk.refresh(tokens.refresh()).status()).isEqualTo(200);
    }

    @Test
    void postWhenBodyIsNestedVeryDeepThenE011001() {
        String bomb = "{\"customClaims\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

        Sdk.assertError(post(null, MINT, bomb), 400, "E011001");
    }

    @Test
    void postWhenBodyIsTooLargeThen413() {
        Tokens tokens = sdk.mint();
        String fits = "{\"x\":\"" + "y".repeat(65_536 - 8) + "\"}";

        for (String path : POSTS) {
            Sdk.assertError(post(tokens, path, fits + " "), 413, "E011003");
            Sdk.assertError(post(tokens, path, fits + " ".repeat(500_000)), 413, "E011003");
        }
        assertThat(post(tokens, MINT, fits).status()).isEqualTo(200);
    }

    @Test
    void postWhenBodyIsOfAnotherTypeThen415() {
        Tokens tokens = sdk.mint();

        for (String path : POSTS) {
            String credential = path.startsWith("/v1/mgmt") ? Sdk.KEY : tokens.refresh();
            Reply form = sdk.as(credential, path)
                    .post()
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .body("customClaims=x")
                    .send();
            Reply untyped = sdk.as(credential, path).post().body("{}").send();

            Sdk.assertError(form, 415, "A415001");
            Sdk.assertError(untyped, 415, "A415001");
        }
    }

    @Test
    void postWhenCharsetIsNamedThenStillJson() {
        Reply reply = sdk.as(Sdk.KEY, MINT)
                .post()
                .with("Content-Type", "Application/JSON; charset=utf-8")
                .body("{}")
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer :",
                "Bearer ::",
                "Basic UDp4",
                "Bearer Pother:K2management-key-of-the-tests-0123456789",
                "K2management-key-of-the-tests-0123456789"
            })
    void callWhenAuthorizationNamesNoProjectOfOursThenA401002(String header) {
        for (String path : List.of(MINT, "/v1/mgmt/license", "/v1/auth/tenant/select", "/v1/auth/validate")) {
            Browser.Call call = sdk.to(path).method(path.endsWith("license") ? "GET" : "POST");

            Sdk.assertError(call.with("Authorization", header).send(), 401, "A401002");
        }
    }

    @Test
    void callWhenThereIsNoAuthorizationThenA401002() {
        Sdk.assertError(sdk.to(MINT).post().json("{}").send(), 401, "A401002");
        Sdk.assertError(sdk.to("/v1/auth/validate").post().json("{}").send(), 401, "A401002");
    }

    @Test
    void callWhenSchemeIsOfAnotherCaseThenItCounts() {
        String header = "bEARER " + sdk.project() + ":" + Sdk.KEY;

        assertThat(sdk.to(MINT).post().with("Authorization", header).send().status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/mgmt/auth/anonymous,POST",
        "DELETE,/v1/mgmt/jwt/update,POST",
        "POST,/v1/mgmt/license,GET",
        "OPTIONS,/v1/mgmt/auth/anonymous,POST",
        "HEAD,/v1/mgmt/license,GET",
        "GET,/v1/auth/refresh,POST",
        "GET,/v1/auth/logout,POST",
        "POST,/v1/auth/me,GET",
        "PUT,/v1/auth/tenant/select,POST"
    })
    void callWhenMethodIsWrongThen405(String method, String path, String allowed) {
        Reply reply = sdk.as(Sdk.KEY, path).method(method).send();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/",
                "/v2/",
                "/v1/mgmt/user/create",
                "/v1/mgmt",
                "/v1/mgmt/auth/anonymous/",
                "/v1/mgmt/auth/anonymous/x",
                "/v1/auth/otp/signup-in/email",
                "/v1/auth/magiclink/verify",
                "/v1/auth/REFRESH",
                "/v2/keys",
                "/v2/flow/start"
            })
    void callWhenPathIsUnknownThen404(String path) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            Sdk.assertError(sdk.as(Sdk.KEY, path).method(method).send(), 404, "A404001");
        }
    }

    @Test
    void callWhenItIsNotBelowTheVersionsThenTheBrowsersApiAnswers() {
        assertThat(sdk.as(Sdk.KEY, "/v3/keys").send().header("Content-Type")).startsWith("application/problem+json");
        assertThat(server.browser().to("/v1/auth/refresh").post().send().header("Content-Type"))
                .doesNotContain("application/json");
    }

    @Test
    void callWhenSomethingBreaksThen500AndNothingOfIt() {
        server.filter(builder -> builder.clock(() -> {
            throw new IllegalStateException("a secret of the clock");
        }));

        Reply reply = sdk.manage("auth/anonymous", "{}");

        Sdk.assertError(reply, 500, "A500001");
        assertThat(reply.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void callWhenItIsMadeThenNoSessionStartsAndNoCookieIsSet() {
        Browser page = server.browser();

        assertThat(page.to("/guestpass/v1/auth/me").send().setCookies()).isEmpty();
        assertThat(page.to("/guestpass/v2/keys/x").send().setCookies()).isEmpty();
        assertThat(page.to("/guestpass/v1/nothing").send().setCookies()).isEmpty();
    }

    @Test
    void postWhenBodyEndsTooSoonThenE011001InJson() throws IOException {
        String head = "POST /guestpass/v1/mgmt/auth/anonymous HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + sdk.project() + ":" + Sdk.KEY + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("E011001").doesNotContain("<html");
        }
    }
}
