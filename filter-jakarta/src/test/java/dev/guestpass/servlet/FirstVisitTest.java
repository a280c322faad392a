// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.key.TestKeys;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstVisitTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @Test
    void getWhenFirstVisitThenBothCookiesWithAllAttributes() {
        Reply reply = server.browser().get("/");

        assertThat(reply.setCookie("DS")).endsWith("; Max-Age=605; Path=/; HttpOnly; SameSite=Lax");
        assertThat(reply.setCookie("DSR")).endsWith("; Max-Age=2419205; Path=/; HttpOnly; SameSite=Lax");
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void getWhenFirstVisitThenPrincipalIsLiveAndLasting() {
        Reply reply = server.browser().get("/");

        assertThat(reply.subject()).startsWith("A").hasSize(23);
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.isLive()).isTrue();
    }

    /** C05: within the limits of each, an issuer and claims are more together than two cookies hold. */
    @Test
    void getWhenTokensAreTooLargeForCookiesThenPageWithoutThem() {
        server.set("issuer", "https://" + "i".repeat(200) + ".example/" + TestKeys.PROJECT_ID);
        server.filter(builder -> builder.visitorClaims(request -> Claims.of(Map.of("cart", "x".repeat(1_000)))));

        Reply reply = server.browser().get("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("too-large")).isTrue();
    }

    @Test
    void getWhenSecondVisitThenSameSubjectAndNoCookie() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        Reply second = visitor.get("/");

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.setCookies()).isEmpty();
        assertThat(second.header("Cache-Control")).isEmpty();
    }

    @Test
    void getWhenTwoBrowsersThenTwoSubjects() {
        Reply one = server.browser().get("/");
        Reply other = server.browser().get("/");

        assertThat(one.subject()).isNotEqualTo(other.subject());
    }

    @Test
    void getWhenSecureThenHostPrefixAndSecure() {
        Reply reply = server.browser().secure().get("/");

        assertThat(reply.cookieNames()).containsExactly("__Host-DS", "__Host-DSR");
        assertThat(reply.setCookie("__Host-DS")).endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void getWhenSecureThenSecondVisitIsRecognised() {
        Browser visitor = server.browser().secure();
        Reply first = visitor.get("/");

        Reply second = visitor.get("/");

        assertThat(second.subject()).isEqualTo(first.subject());
        assertThat(second.setCookies()).isEmpty();
    }

    @Test
    void getWhenSecureWithDomainThenSecurePrefix() {
        server.set("cookies.domain", "shop.example");

        Reply reply = server.browser().secure().get("/");

        assertThat(reply.cookieNames()).containsExactly("__Secure-DS", "__Secure-DSR");
        assertThat(reply.setCookie("__Secure-DSR")).contains("; Path=/; Domain=shop.example; Secure; HttpOnly");
    }

    @Test
    void getWhenPrefixIsNeverThenPlainButSecure() {
        server.set("cookies.prefix", "never");

        Reply reply = server.browser().secure().get("/");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.setCookie("DS")).contains("; Secure; HttpOnly");
    }

    @Test
    void getWhenNamesAndSameSiteAreSetThenTheyAreUsed() {
        server.set("cookies.session-name", "sess").set("cookies.refresh-name", "ref");
        server.set("cookies.same-site", "strict");

        Reply reply = server.browser().get("/");

        assertThat(reply.cookieNames()).containsExactly("ref", "sess");
        assertThat(reply.setCookie("sess")).endsWith("SameSite=Strict");
    }

    @Test
    void getWhenSameSiteNoneThenOnlySecureRequestsSaySo() {
        server.set("cookies.same-site", "none").set("cookies.partitioned", "true");

        Reply plain = server.browser().get("/");
        Reply secure = server.browser().secure().get("/");

        assertThat(plain.setCookie("DS")).endsWith("SameSite=Lax");
        assertThat(secure.setCookie("__Host-DS")).endsWith("; Secure; HttpOnly; SameSite=None; Partitioned");
    }

    @Test
    void getWhenLifetimesAreSetThenCookiesLiveAsLong() {
        server.set("session.lifetime", "1m").set("refresh.lifetime", "1h");

        Reply reply = server.browser().get("/");

        assertThat(reply.setCookie("DS")).contains("; Max-Age=65;");
        assertThat(reply.setCookie("DSR")).contains("; Max-Age=3605;");
    }

    @Test
    void getWhenClaimsAreContributedThenFirstPageHasThem() {
        server.filter(builder -> builder.visitorClaims(
                request -> dev.guestpass.Claims.of(java.util.Map.of("lang", request.getHeader("Accept-Language")))));
        Browser visitor = server.browser().always("Accept-Language", "rm");

        visitor.get("/");

        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"lang\":\"rm\"");
    }

    @Test
    void getWhenPlainCookiesOnSecureRequestThenTheyAreNotRead() {
        Browser visitor = server.browser();
        Reply plain = visitor.get("/");

        Reply secure = visitor.secure().get("/");

        assertThat(secure.subject()).isNotEqualTo(plain.subject());
        assertThat(secure.cookieNames()).containsExactly("__Host-DS", "__Host-DSR");
    }

    @Test
    void getWhenPlainCookiesAreAcceptedThenTheyMoveToPrefixedOnes() {
        server.set("cookies.accept-plain", "true");
        Browser visitor = server.browser();
        Reply plain = visitor.get("/");

        Reply secure = visitor.secure().get("/");

        assertThat(secure.subject()).isEqualTo(plain.subject());
        assertThat(secure.cookieNames()).containsExactly("DS", "DSR", "__Host-DS", "__Host-DSR");
        assertThat(visitor.cookies()).containsOnlyKeys("__Host-DS", "__Host-DSR");
    }

    @Test
    void getWhenMovedToPrefixedCookiesThenNextVisitSetsNone() {
        server.set("cookies.accept-plain", "true");
        Browser visitor = server.browser();
        Reply plain = visitor.get("/");
        visitor.secure().get("/");

        Reply next = visitor.get("/");

        assertThat(next.subject()).isEqualTo(plain.subject());
        assertThat(next.setCookies()).isEmpty();
    }

    @Test
    void getWhenSessionIsOneSecondBeforeItsEndThenNoCookie() {
        Browser visitor = server.browser();
        visitor.get("/");

        server.clock.advance(Duration.ofSeconds(604));

        assertThat(visitor.get("/").setCookies()).isEmpty();
    }
}
