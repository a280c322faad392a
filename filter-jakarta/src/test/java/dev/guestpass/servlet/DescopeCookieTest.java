// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.servlet.Browser.Fetch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descope's browser SDK on a page whose visitor has our cookies. */
class DescopeCookieTest {

    private static final String AUTH = "/guestpass/v1/auth/";
    private static final String SHOP = "https://shop.example";

    @RegisterExtension
    final TestServer server = new TestServer().set("endpoints.allowed-origins", SHOP);

    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        visitor = server.browser();
        subject = visitor.get("/").subject();
    }

    private Browser.Call call(String path) {
        return visitor.to(AUTH + path)
                .with("Authorization", "Bearer " + server.running().keys().projectId());
    }

    private Reply post(String path) {
        return call(path).as(Fetch.SCRIPT).post().json("{}").send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "try-refresh"})
    void refreshWhenCookieIsThereThenCookiesAndNoTokenInTheBody(String path) {
        String before = visitor.cookie("DSR");

        Reply reply = post(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.body()).doesNotContain("eyJ", "Jwt");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(Sdk.json(reply))
                .containsEntry("sessionExpiration", (int) MutableClock.START.getEpochSecond() + 600)
                .containsEntry("claims", Map.of());
        assertThat(visitor.cookie("DSR")).isNotEqualTo(before);
        assertThat(Sdk.header(visitor.cookie("DSR"))).containsEntry("alg", "HS256");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void refreshWhenNoAuthorizationIsSentThenTheCookieIsEnough() {
        Reply reply = visitor.to(AUTH + "refresh").as(Fetch.SCRIPT).post().send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void refreshWhenProjectIsAnotherThenRefused() {
        Reply reply = visitor.to(AUTH + "refresh")
                .with("Authorization", "Bearer P" + "2".repeat(27))
                .post()
                .send();

        Sdk.assertError(reply, 401, "A401002");
    }

    @Test
    void refreshWhenThereIsNoCookieThenRefusedAndNobodyStarts() {
        visitor.cookies().clear();

        Sdk.assertError(post("refresh"), 401, "E064001");
        assertThat(post("try-refresh").body()).isEqualTo("{}");
        assertThat(post("try-refresh").setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "logoutall"})
    void logoutWhenCookieIsThereThenBothAreExpired(String path) {
        Browser copy = visitor.copy();

        Reply reply = post(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{}");
        assertThat(reply.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(copy.get("/").subject()).isNotEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({"refresh", "try-refresh", "logout", "logoutall"})
    void callWhenItComesFromAnotherSiteThenRefusedAndNothingHappens(String path) {
        Reply bySite = call(path).as(Fetch.CROSS_SITE_SCRIPT).post().send();
        Reply byOrigin =
                call(path).with("Origin", "https://evil.example").post().send();

        Sdk.assertError(bySite, 403, "A403003");
        Sdk.assertError(byOrigin, 403, "A403003");
        assertThat(server.store.calls()).isZero();
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void refreshWhenOriginIsAllowedThenItMayReadTheAnswer() {
        Reply reply = call("refresh")
                .as(Fetch.CROSS_SITE_SCRIPT)
                .with("Origin", SHOP)
                .post()
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(reply.header("Vary")).contains("Origin");
    }

    @Test
    void preflightWhenOriginIsAllowedThenTheHeadersOfTheSdkAre() {
        Reply reply = preflight(SHOP);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Headers"))
                .isEqualTo("authorization, content-type, x-descope-sdk-name, x-descope-project-id");
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("POST");
    }

    @Test
    void preflightWhenOriginIsUnknownThenNothingIsAllowed() {
        Reply reply = preflight("https://evil.example");

        assertThat(reply.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    private Reply preflight(String origin) {
        return server.browser()
                .to(AUTH + "refresh")
                .method("OPTIONS")
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization,x-descope-sdk-name,X-Descope-Project-Id,x-evil")
                .send();
    }

    @Test
    void meWhenCookieIsThereThenTheUserAndNothingIsExchanged() {
        Reply reply = call("me").as(Fetch.SCRIPT).send();

        assertThat(Sdk.json(reply)).containsEntry("userId", subject);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(post("refresh").status()).isEqualTo(200);
    }

    @Test
    void meWhenCookieIsDeadOrMissingThenRefused() {
        Browser copy = visitor.copy();
        post("logout");
        visitor = copy;

        Sdk.assertError(call("me").send(), 401, "E064001");
        visitor.cookies().clear();
        Sdk.assertError(call("me").send(), 401, "E064001");
    }

    @Test
    void refreshWhenTokenIsInAuthorizationTooThenThatOneCountsAndNoCookieIsSet() {
        Browser other = server.browser();
        String otherSubject = other.get("/").subject();

        Reply reply = visitor.to(AUTH + "refresh")
                .with("Authorization", "Bearer " + server.running().keys().projectId() + ":" + other.cookie("DSR"))
                .post()
                .send();

        assertThat(reply.setCookies()).isEmpty();
        assertThat(Sdk.payload(Sdk.Tokens.of(reply).session()).get("sub")).isEqualTo(otherSubject);
    }

    @Test
    void refreshWhenTwoVisitorsArePlantedThenNobody() {
        Browser other = server.browser();
        other.get("/");
        String both = "DSR=" + visitor.cookie("DSR") + "; DSR=" + other.cookie("DSR");

        Reply reply = server.browser()
                .to(AUTH + "refresh")
                .with("Cookie", both)
                .post()
                .send();

        Sdk.assertError(reply, 409, "A409001");
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void refreshWhenRequestIsForAnotherTenantThenCookieIsKept() {
        server.stop();
        TestServer tenants = new TestServer()
                .filter(builder ->
                        builder.tenantResolver(request -> Optional.ofNullable(request.getHeader("X-Tenant"))));
        Browser shopper = tenants.browser();
        shopper.to("/").with("X-Tenant", "one").send();

        Reply reply =
                shopper.to(AUTH + "refresh").with("X-Tenant", "two").post().send();

        Sdk.assertError(reply, 409, "A409001");
        assertThat(shopper.to(AUTH + "refresh")
                        .with("X-Tenant", "one")
                        .post()
                        .send()
                        .status())
                .isEqualTo(200);
        tenants.stop();
    }

    @Test
    void refreshWhenStoreIsDownThenCookiesAreLeftAlone() {
        server.clock.advance(Duration.ofSeconds(605));
        server.store.setDown(true);

        Sdk.assertError(post("refresh"), 503, "A503001");
        Sdk.assertError(post("logout"), 503, "A503001");
        server.store.setDown(false);
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void browserApiWhenUsedBesideThenUnchanged() {
        assertThat(visitor.fetch("POST", "/guestpass/session/refresh").cookieNames())
                .containsExactly("DS", "DSR");
        assertThat(post("refresh").status()).isEqualTo(200);
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains(subject);
    }
}
