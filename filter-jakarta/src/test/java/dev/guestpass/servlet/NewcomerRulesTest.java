// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.ConsentResolver.Consent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewcomerRulesTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private static void assertPassing(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.subject()).startsWith("T");
        assertThat(reply.setCookies()).isEmpty();
    }

    private static void assertStarted(Reply reply) {
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.setCookies()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE"})
    void methodWhenItIsNoVisitThenNoCookies(String method) {
        Reply reply = server.browser().to("/").method(method).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("method")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose,prefetch",
        "Sec-Purpose,prefetch;prerender",
        "Sec-Purpose,Prerender",
        "Purpose,prefetch",
        "X-Purpose,preview",
        "X-Moz,prefetch"
    })
    void getWhenSpeculativeThenTransient(String header, String value) {
        assertPassing(server.browser()
                .to("/")
                .as(Fetch.NAVIGATION)
                .with(header, value)
                .send());
        assertThat(server.hasWithheld("prefetch")).isTrue();
    }

    @Test
    void getWhenSameSiteIsNoneThenItCountsOnSecureRequestsOnly() {
        server.set("cookies.same-site", "none");

        assertPassing(server.browser().to("/").as(Fetch.CROSS_SITE_FRAME).send());
        assertStarted(server.browser().to("/").as(Fetch.CROSS_SITE_NAVIGATION).send());
        assertStarted(
                server.browser().secure().to("/").as(Fetch.CROSS_SITE_FRAME).send());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fetch.class,
            names = {"IMAGE", "STYLE", "CODE", "FONT"})
    void getWhenSubResourceThenTransient(Fetch fetch) {
        assertPassing(server.browser().to("/").as(fetch).send());
        assertThat(server.hasWithheld("sub-resource")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fetch.class,
            names = {"NAVIGATION", "TYPED", "SCRIPT", "FRAME", "CROSS_SITE_NAVIGATION", "SAME_SITE_SCRIPT"})
    void getWhenCookiesWouldHaveBeenSentThenSessionStarts(Fetch fetch) {
        assertStarted(server.browser().to("/").as(fetch).send());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fetch.class,
            names = {"CROSS_SITE_FRAME", "CROSS_SITE_SCRIPT"})
    void getWhenCookiesMayBeWithheldThenTransient(Fetch fetch) {
        assertPassing(server.browser().to("/").as(fetch).send());
        assertThat(server.hasWithheld("cross-site")).isTrue();
    }

    @Test
    void postWhenCrossSiteThenLivingVisitorIsNotOverwritten() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        Reply payment = server.browser()
                .to("/")
                .as(Fetch.CROSS_SITE_NAVIGATION)
                .post()
                .body("paid=1")
                .send();

        assertPassing(payment);
        assertThat(visitor.get("/").subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenCrossSiteAndSameSiteStrictThenTransient() {
        server.set("cookies.same-site", "strict");

        assertPassing(server.browser().to("/").as(Fetch.CROSS_SITE_NAVIGATION).send());
    }

    @Test
    void postWhenCrossSiteAndSameSiteNoneThenSessionStarts() {
        server.set("cookies.same-site", "none");

        assertStarted(server.browser()
                .secure()
                .to("/")
                .as(Fetch.CROSS_SITE_SCRIPT)
                .post()
                .send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "null", "http://127.0.0.1:1", "no origin at all"})
    void postWhenForeignOriginWithoutFetchMetadataThenTransient(String origin) {
        assertPassing(server.browser().to("/").post().with("Origin", origin).send());
    }

    @Test
    void postWhenOwnOriginWithoutFetchMetadataThenSessionStarts() {
        String own = "http://127.0.0.1:" + server.port();

        assertStarted(server.browser().to("/").post().with("Origin", own).send());
    }

    @Test
    void getWhenForeignOriginWithoutFetchMetadataThenSessionStarts() {
        assertStarted(server.browser()
                .to("/")
                .with("Origin", "https://elsewhere.example")
                .send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl/8.5.0", "node", "okhttp/4.12", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    void getWhenClientIsNoCrawlerThenSessionStarts(String agent) {
        assertStarted(server.browser().to("/").with("User-Agent", agent).send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1)",
                "GPTBot/1.0",
                "BINGBOT",
                "kube-probe/1.34",
                "Prometheus/3.7.3",
                "ELB-HealthChecker/2.0",
                "GoogleHC/1.0"
            })
    void getWhenClientIsCrawlerThenTransient(String agent) {
        assertPassing(server.browser().to("/").with("User-Agent", agent).send());
        assertThat(server.hasWithheld("crawler")).isTrue();
    }

    @Test
    void getWhenPathIsExcludedThenTransient() {
        server.set("issuance.excluded-paths", "/static/, /health").page("/static/page", TestServer::who);

        assertPassing(server.browser().get("/static/page"));
        assertStarted(server.browser().get("/"));
    }

    @Test
    void getWhenExcludedPathIsSpeltOddlyThenStillTransient() {
        server.set("issuance.excluded-paths", "/static/").page("/static/page", TestServer::who);

        assertPassing(server.browser().get("/%73tatic/page;x=1"));
    }

    @Test
    void getWhenApplicationsPolicyObjectsThenTransientWithItsReason() {
        server.filter(builder -> builder.issuancePolicy(request -> Optional.of("kiosk")));

        assertPassing(server.browser().get("/"));
        assertThat(server.hasWithheld("kiosk")).isTrue();
    }

    @Test
    void getWhenNoConsentThenTransient() {
        server.filter(builder -> builder.consentResolver(request -> Consent.NONE));

        assertPassing(server.browser().get("/"));
        assertThat(server.hasWithheld("consent")).isTrue();
    }

    @Test
    void getWhenConsentIsForTheBrowserSessionThenCookiesHaveNoAge() {
        server.filter(builder -> builder.consentResolver(request -> Consent.SESSION_ONLY));

        Reply reply = server.browser().get("/");

        assertStarted(reply);
        assertThat(reply.setCookies()).noneMatch(header -> header.contains("Max-Age"));
    }

    @Test
    void getWhenAddressIsOverItsBudgetThenPageWithTransientVisitor() {
        server.set("issuance.budget.burst", "2").set("issuance.budget.per-hour", "1");
        assertStarted(server.browser().get("/"));
        assertStarted(server.browser().get("/"));

        assertPassing(server.browser().get("/"));
        assertThat(server.hasWithheld("budget")).isTrue();
        assertThat(server.keys.signatures()).isEqualTo(2);
    }

    @Test
    void getWhenAddressIsOverItsBudgetThenKnownVisitorsGoOn() {
        server.set("issuance.budget.burst", "1").set("issuance.budget.per-hour", "1");
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        server.clock.advance(java.time.Duration.ofHours(1));

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1,198.51.100.1,true",
        "198.51.100.1,198.51.100.2,false",
        "[2001:db8:1:2::1],[2001:db8:1:2:ffff::9],true",
        "[2001:db8:1:2::1],[2001:db8:1:3::1],false",
        "[::ffff:198.51.100.1],198.51.100.1,true"
    })
    void getWhenAddressesAreNeighboursThenTheyShareBudgetBySubnet(String one, String other, boolean shared) {
        server.set("issuance.budget.burst", "1").set("issuance.budget.per-hour", "1");
        assertStarted(server.browser().always("X-Forwarded-For", one).get("/"));

        Reply reply = server.browser().always("X-Forwarded-For", other).get("/");

        assertThat(reply.isTransient()).isEqualTo(shared);
    }

    @Test
    void getWhenOwnBudgetIsGivenThenItDecides() {
        server.filter(builder -> builder.issuanceBudget(address -> false));

        assertPassing(server.browser().get("/"));
    }

    @Test
    void getWhenClientsNeedNoSessionThenTheyTakeNothingFromTheirNeighbours() {
        server.set("issuance.budget.burst", "1").set("issuance.budget.per-hour", "1");
        server.page(
                "/api", (request, response) -> AnonymousSession.from(request).withdraw());
        server.page("/public", (request, response) -> response.setHeader("Cache-Control", "public, max-age=60"));
        for (int client = 0; client < 5; client++) {
            server.browser().get("/api");
            server.browser().get("/public");
        }

        assertThat(server.browser().get("/").isTransient()).isFalse();
        assertThat(server.browser().get("/").isTransient()).isTrue();
    }
}
