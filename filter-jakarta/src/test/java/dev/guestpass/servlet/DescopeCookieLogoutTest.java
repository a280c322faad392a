// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Sdk.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls by cookies where there is no session, two of them, or none that can be told now. */
class DescopeCookieLogoutTest {

    private static final String AUTH = "/guestpass/v1/auth/";

    @RegisterExtension
    final TestServer server = Sdk.serverWithKey();

    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        visitor = server.browser();
        subject = visitor.get("/").subject();
    }

    private Reply post(String path) {
        return visitor.to(AUTH + path).as(Fetch.SCRIPT).post().json("{}").send();
    }

    private static void assertLoggedOut(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{}");
        assertThat(reply.setCookies()).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "logoutall"})
    void logoutWhenRepeatedThenTheSameAnswer(String path) {
        Browser copy = visitor.copy();
        assertLoggedOut(post(path));
        assertLoggedOut(post(path));

        visitor = copy;
        assertLoggedOut(post(path));
        visitor.cookies().clear();
        assertLoggedOut(post(path));
    }

    @Test
    void logoutWhenDoneThenNothingWasExchanged() {
        assertLoggedOut(post("logout"));

        assertThat(server.store.calls()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DS", "DSR"})
    void logoutWhenOneCookieVerifiesThenItsSessionEnds(String kept) {
        Browser copy = visitor.copy();
        visitor.put(kept.equals("DS") ? "DSR" : "DS", "garbage");

        assertLoggedOut(post("logout"));

        assertThat(copy.get("/").subject()).isNotEqualTo(subject);
    }

    @Test
    void logoutWhenStoreIsDownThenUnavailableAndCookiesStay() {
        server.store.setDown(true);

        Sdk.assertError(post("logout"), 503, "A503001");
        server.store.setDown(false);
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void logoutWhenThereIsNoConsentThenEndedAllTheSame() {
        TestServer strict =
                new TestServer(server).filter(parts -> parts.consentResolver(request -> ConsentResolver.Consent.NONE));
        Browser copy = visitor.copy();
        visitor = visitor.at(strict);

        assertLoggedOut(post("logout"));
        server.running().learnEnded();
        assertThat(copy.get("/").subject()).isNotEqualTo(subject);
        strict.stop();
    }

    @Test
    void refreshWhenThereIsNoConsentThenNotAnEnd() {
        TestServer strict =
                new TestServer(server).filter(parts -> parts.consentResolver(request -> ConsentResolver.Consent.NONE));
        visitor = visitor.at(strict);

        Sdk.assertError(post("refresh"), 409, "A409001");
        assertThat(post("try-refresh").body()).isEqualTo("{}");
        strict.stop();
    }

    @Test
    void callWhenRefreshCookieIsAnotherVisitorsThenItIsIgnored() {
        Browser other = server.browser();
        String otherSubject = other.get("/").subject();
        Browser copy = visitor.copy();
        visitor.put("DSR", other.cookie("DSR"));

        Sdk.assertError(post("refresh"), 409, "A409001");
        Sdk.assertError(visitor.to(AUTH + "me").as(Fetch.SCRIPT).send(), 409, "A409001");
        assertThat(visitor.fetch("POST", "/guestpass/session/refresh").status()).isEqualTo(401);
        assertLoggedOut(post("logout"));

        assertThat(copy.get("/").subject()).isNotEqualTo(subject);
        assertThat(other.get("/").subject()).isEqualTo(otherSubject);
    }

    @Test
    void logoutWhenTwoVisitorsArePlantedThenNobodyEnds() {
        Browser other = server.browser();
        other.get("/");
        String both = "DSR=" + visitor.cookie("DSR") + "; DSR=" + other.cookie("DSR");

        Reply reply =
                server.browser().to(AUTH + "logout").with("Cookie", both).post().send();

        Sdk.assertError(reply, 409, "A409001");
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void logoutWhenRequestIsForAnotherTenantThenCookiesAreKept() {
        TestServer tenants =
                new TestServer(server).filter(parts -> parts.tenantResolver(request -> Optional.of("other")));
        visitor = visitor.at(tenants);

        Sdk.assertError(post("logout"), 409, "A409001");
        assertThat(visitor.at(server).get("/").subject()).isEqualTo(subject);
        tenants.stop();
    }

    @Test
    void callWhenKeyIsAwaitedThenUnavailableAndNotAnEnd() {
        KeyRing newer = KeyRing.of(
                List.of(TestKeys.generate(Algorithm.RS256), TestKeys.generate(Algorithm.HS256)), TestKeys.PROJECT_ID);
        TestServer ahead = new TestServer().keys(() -> newer);
        TestServer behind = Sdk.serverWithKey().keys(onlyOnce());
        Browser early = ahead.browser();
        early.get("/");
        visitor = early.at(behind);
        behind.clock.advance(MadeUpKeyTest.KEYS_ARE_OLD);

        for (String call : List.of("refresh", "try-refresh", "logout", "logoutall")) {
            Sdk.assertError(post(call), 503, "A503001");
        }
        Sdk.assertError(visitor.to(AUTH + "me").as(Fetch.SCRIPT).send(), 503, "A503001");
        String jwt = "{\"jwt\":\"" + early.cookie("DS") + "\",\"customClaims\":{\"a\":1}}";
        Sdk.assertError(new Sdk(behind).manage("jwt/update", jwt), 503, "A503001");
        ahead.stop();
        behind.stop();
    }

    /** Keys that can not be loaded again, so that a key which is not among them stays awaited. */
    private static KeySource onlyOnce() {
        AtomicBoolean isLoaded = new AtomicBoolean();
        return () -> {
            if (isLoaded.getAndSet(true)) {
                throw new KeySourceException("The keys can not be read now", null);
            }
            return KeyRing.of(List.of(TestKeys.rsa(), TestKeys.secret()), TestKeys.PROJECT_ID);
        };
    }

    @Test
    void updateWhenSessionLivesInCookiesThenItStaysSmall() {
        Sdk sdk = new Sdk(server);
        String claims = "{\"x\":\"" + "y".repeat(1_100) + "\"}";

        Sdk.assertError(
                sdk.manage("jwt/update", "{\"jwt\":\"" + visitor.cookie("DS") + "\",\"customClaims\":" + claims + "}"),
                413,
                "E011003");
    }

    @Test
    void getWhenMintedSessionIsTooLargeForCookiesThenKnownAndNotExchanged() {
        Tokens large = new Sdk(server).mint("{\"customClaims\":{\"x\":\"" + "y".repeat(2_000) + "\"}}");
        visitor.cookies().clear();
        visitor.put("DSR", large.refresh());

        Reply reply = visitor.get("/");

        assertThat(reply.subject()).isEqualTo(Sdk.payload(large.session()).get("sub"));
        assertThat(reply.setCookies()).isEmpty();
        Sdk.assertError(post("refresh"), 409, "A409001");
        assertThat(new Sdk(server).refresh(large.refresh()).status()).isEqualTo(200);
    }
}
