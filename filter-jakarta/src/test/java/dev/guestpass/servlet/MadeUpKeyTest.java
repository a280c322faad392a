// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.ReplaceableKeys;
import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.Browser.Fetch;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T05: tokens of our issuer under a key id that somebody made up, or that this node has missed, in calls of ours. */
class MadeUpKeyTest {

    static final Duration KEYS_ARE_OLD = Duration.ofSeconds(121);

    @RegisterExtension
    final TestServer server = new TestServer();

    private final ReplaceableKeys keys = new ReplaceableKeys(TestKeys.ring());
    private Browser stranger;
    private int number;

    @BeforeEach
    void forge() {
        server.keys(keys)
                .set("management.keys", Sdk.KEY)
                .set("claims.writable-by-browser", "cart")
                .verifying()
                .page(
                        "/end",
                        (request, response) -> response.getWriter()
                                .print(AnonymousSession.from(request).end()));
        Browser victim = server.browser();
        victim.get("/");
        keys.breakDown(); // a reload would tell that the key is nobody's
        stranger = server.browser().put("DS", forged(victim.cookie("DS"))).put("DSR", forged(victim.cookie("DSR")));
    }

    /** A key of the same kind, by another id each time: one that was looked for in vain is foreign from then on. */
    private String forged(String token) {
        String[] parts = token.split("\\.", -1);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
        String made = header.replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"made-up-" + number++ + '"');
        return Base64.getUrlEncoder().withoutPadding().encodeToString(made.getBytes(UTF_8))
                + '.'
                + parts[1]
                + '.'
                + parts[2];
    }

    private Reply call(String method, String path) {
        return stranger.to("/guestpass/" + path)
                .as(Fetch.SCRIPT)
                .method(method)
                .json(path.equals("verifications") ? "{\"loginId\":\"ann@example.com\"}" : "{\"cart\":1}")
                .send();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,session,200",
        "DELETE,session,409",
        "GET,session/export,409",
        "PATCH,session/claims,409",
        "POST,session/refresh,401",
        "POST,verifications,409",
        "POST,v1/auth/refresh,409",
        "POST,v1/auth/try-refresh,200",
        "POST,v1/auth/logout,409",
        "POST,v1/auth/logoutall,409",
        "GET,v1/auth/me,409"
    })
    void callWhenKeysAreTheLatestThenAsNobodyAndCookiesAreKept(String method, String path, int status) {
        Reply reply = call(method, path);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.body()).doesNotContain("made-up", "ended");
        assertThat(server.store.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,session",
        "GET,session/export",
        "PATCH,session/claims",
        "POST,session/refresh",
        "POST,verifications",
        "POST,v1/auth/refresh",
        "POST,v1/auth/try-refresh",
        "POST,v1/auth/logout",
        "GET,v1/auth/me"
    })
    void callWhenKeysAreOldThen503AndCookiesAreKept(String method, String path) {
        server.clock.advance(KEYS_ARE_OLD);

        Reply reply = call(method, path);

        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DELETE,session", "GET,session/export", "PATCH,session/claims", "POST,verifications"})
    void callByBearerWhenKeyIsUnknownThen409And503OnceKeysAreOld(String method, String path) {
        stranger.always("Authorization", "Bearer " + stranger.cookie("DS"));
        stranger.drop("DS").drop("DSR");

        assertThat(call(method, path).status()).isEqualTo(409);
        server.clock.advance(KEYS_ARE_OLD);
        assertThat(call(method, path).status()).isEqualTo(503);
    }

    /** What is held of an account has nothing to do with cookies that somebody planted. */
    @Test
    void exportWhenSomebodyIsSignedInThenTheirAccount() {
        stranger.always("X-Login", "alice");

        Reply reply = call("GET", "session/export");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "try-refresh", "logout", "tenant/select", "validate"})
    void callByTokenWhenKeysAreTheLatestThen409(String path) {
        String token = stranger.cookie(path.equals("validate") ? "DS" : "DSR");

        Sdk.assertError(new Sdk(server).post(token, "/v1/auth/" + path, "{\"tenant\":\"acme\"}"), 409, "A409001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DS", "DSR"})
    void updateWhenKeysAreTheLatestThen409(String kind) {
        String body = "{\"jwt\":\"" + stranger.cookie(kind) + "\",\"customClaims\":{\"cart\":1}}";

        Sdk.assertError(new Sdk(server).manage("jwt/update", body), 409, "A409001");
    }

    /** The application is told that there is nobody, not that something broke: that would be its 500. */
    @Test
    void getWhenApplicationEndsTheSessionThenItHasNone() {
        assertThat(stranger.get("/end").body()).isEqualTo("false");
        assertThat(stranger.get("/").isTransient()).isTrue();
    }
}
