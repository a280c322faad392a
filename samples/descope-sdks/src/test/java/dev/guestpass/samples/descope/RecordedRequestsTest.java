// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.samples.descope.RawRequest.Answer;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDKs for Python and Go, as far as they are known: requests put together from what they put on the wire. */
class RecordedRequestsTest {

    @RegisterExtension
    static final Deployment SERVER = new Deployment();

    private static Answer send(String name, String refreshToken) {
        return RawRequest.recorded(name)
                .with("host", "127.0.0.1:" + SERVER.port())
                .with("project", Deployment.PROJECT)
                .with("key", Deployment.KEY)
                .with("refresh", refreshToken)
                .send(SERVER.port());
    }

    private static String mint() {
        return (String) send("go-anonymous", "").body().get("refreshJwt");
    }

    private static String payload(Object token) {
        return new String(Base64.getUrlDecoder().decode(token.toString().split("\\.", -1)[1]), UTF_8);
    }

    private static void assertGood(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.head()).contains("Content-Type: application/json").doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-anonymous", "go-anonymous"})
    void anonymousWhenNothingIsGivenThenBothTokens(String name) {
        Answer answer = send(name, "");

        assertGood(answer);
        assertThat(answer.body())
                .containsOnlyKeys(
                        "sessionJwt", "refreshJwt", "cookieDomain", "cookiePath", "cookieMaxAge", "cookieExpiration");
        assertThat(payload(answer.body().get("sessionJwt")))
                .contains("\"drn\":\"DS\"")
                .doesNotContain("dct");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-anonymous-full", "go-anonymous-full"})
    void anonymousWhenClaimsAndTenantAreGivenThenBothTokensHaveThem(String name) {
        Map<String, Object> body = send(name, "").body();

        assertThat(payload(body.get("sessionJwt")))
                .contains("\"role\":\"guest\"", "\"permissions\":[\"read\"]", "\"dct\":\"tenant_123\"");
        assertThat(payload(body.get("refreshJwt"))).contains("\"drn\":\"DSR\"", "\"dct\":\"tenant_123\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-license", "go-license"})
    void licenseWhenAskedThenTier(String name) {
        Answer answer = send(name, "");

        assertGood(answer);
        assertThat(answer.body()).isEqualTo(Map.of("rateLimitTier", "tier1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-keys", "go-keys"})
    void keysWhenAskedThenASet(String name) {
        Answer answer = send(name, "");

        assertGood(answer);
        assertThat(answer.body()).containsOnlyKeys("keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-refresh", "go-refresh", "go-refresh-key"})
    void refreshWhenAskedThenGoCanTellTheTokensApart(String name) {
        Answer answer = send(name, mint());

        assertGood(answer);
        assertThat(payload(answer.body().get("sessionJwt"))).contains("\"drn\":\"DS\"");
        assertThat(payload(answer.body().get("refreshJwt"))).contains("\"drn\":\"DSR\"");
    }

    @ParameterizedTest
    @CsvSource({
        "python-logout,python-refresh",
        "python-logoutall,python-refresh",
        "go-logout,go-refresh",
        "go-logoutall,go-refresh"
    })
    void logoutWhenDoneThenRefreshIsRefused(String logout, String refresh) {
        String token = mint();

        Answer answer = send(logout, token);

        assertGood(answer);
        assertThat(answer.body()).isEmpty();
        Answer refused = send(refresh, token);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).containsEntry("errorCode", "E064001").containsKey("errorDescription");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-me", "go-me"})
    void meWhenAskedThenABareUser(String name) {
        Answer answer = send(name, mint());

        assertGood(answer);
        assertThat(answer.body()).containsKeys("userId", "loginIds", "status");
    }

    @Test
    void selectTenantWhenBaseUrlEndsInASlashThenSelected() {
        Answer answer = send("python-select-slash", mint());

        assertGood(answer);
        assertThat(payload(answer.body().get("sessionJwt"))).contains("\"dct\":\"tenant_456\"");
    }
}
