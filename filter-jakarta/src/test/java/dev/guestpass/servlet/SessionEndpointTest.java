// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.ConsentResolver.Consent;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionEndpointTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.body()).contains("\"status\":" + status).doesNotContain("eyJ");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void getWhenFirstVisitThenStartsLikeAPage() {
        Browser visitor = server.browser();

        Reply reply = visitor.fetch("GET", "/guestpass/session");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(reply.body())
                .contains("\"anonymous\":true", "\"sub\":\"" + visitor.get("/").subject() + '"', "\"claims\":{}")
                .contains("\"expiresAt\":\"2026-01-30T03:04:05Z\"");
    }

    @Test
    void getWhenAnsweredThenJsonThatNobodyStores() {
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = visitor.fetch("GET", "/guestpass/session");

        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.body()).doesNotContain("eyJ").doesNotContain("tenant");
    }

    @Test
    void getWhenSignedInThenTheAccount() {
        Reply reply = server.browser().always("X-Login", "alice").fetch("GET", "/guestpass/session");

        assertThat(reply.body()).isEqualTo("{\"anonymous\":false,\"sub\":\"alice\",\"claims\":{}}");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenCrossSiteThenTransientAndNoCookie() {
        Reply reply = server.browser()
                .to("/guestpass/session")
                .as(Fetch.CROSS_SITE_SCRIPT)
                .send();

        assertThat(reply.body()).contains("\"transient\":true");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void refreshWhenSessionIsStillGoodThenRotatesAllTheSame() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        String before = visitor.cookie("DSR");

        Reply reply = visitor.fetch("POST", "/guestpass/session/refresh");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains(subject).doesNotContain("eyJ");
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(visitor.cookie("DSR")).isNotEqualTo(before);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void refreshWhenConsentIsWithdrawnThen401AndNoCookie() {
        AtomicReference<Consent> consent = new AtomicReference<>(Consent.FULL);
        server.filter(builder -> builder.consentResolver(request -> consent.get()));
        Browser visitor = server.browser();
        visitor.get("/");
        consent.set(Consent.NONE);

        Reply reply = visitor.fetch("POST", "/guestpass/session/refresh");

        assertProblem(reply, 401);
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void refreshWhenBearerIsOursThen401AndNothingIsExchanged() {
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = visitor.always("Authorization", "Bearer " + visitor.cookie("DS"))
                .fetch("POST", "/guestpass/session/refresh");

        assertProblem(reply, 401);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void refreshWhenNoCookieThen401AndNothingStarts() {
        Reply reply = server.browser().fetch("POST", "/guestpass/session/refresh");

        assertProblem(reply, 401);
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void refreshWhenSessionEndedThen401() {
        Browser visitor = server.browser();
        visitor.get("/");
        Browser tab = visitor.copy();
        visitor.fetch("DELETE", "/guestpass/session");

        assertProblem(tab.fetch("POST", "/guestpass/session/refresh"), 401);
    }

    @Test
    void refreshWhenTwoVisitorsThen401AndNothingIsExchanged() {
        Browser one = server.browser();
        one.get("/");
        Browser visitor = server.browser();
        visitor.get("/");
        visitor.put("DSR", visitor.cookie("DSR") + "; DSR=" + one.cookie("DSR"));

        assertProblem(visitor.fetch("POST", "/guestpass/session/refresh"), 401);
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void deleteWhenKnownThenEndedAndCookiesDeleted() {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();
        Browser tab = visitor.copy();

        Reply reply = visitor.fetch("DELETE", "/guestpass/session");

        assertThat(reply.body()).isEqualTo("{\"ended\":true}");
        assertThat(visitor.cookies()).isEmpty();
        assertThat(tab.get("/").subject()).isNotEqualTo(subject);
    }

    @Test
    void deleteWhenNobodyIsThereThenNothingWasEnded() {
        Browser visitor = server.browser();

        Reply reply = visitor.fetch("DELETE", "/guestpass/session");

        assertThat(reply.body()).isEqualTo("{\"ended\":false}");
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void deleteWhenTransientThenNothingWasEnded() {
        Reply reply = server.browser().always("X-Login", "alice").fetch("DELETE", "/guestpass/session");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"ended\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guestpass/nothing", "/guestpass/session/", "/guestpass/session/claims/x", "/guestpass/"})
    void getWhenPathMeansNothingThen404(String path) {
        Reply reply = server.browser().get(path);

        assertProblem(reply, 404);
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenPathOnlyBeginsAlikeThenItIsTheApplications() {
        server.page("/guestpassport", TestServer::who);

        assertThat(server.browser().get("/guestpassport").isTransient()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/guestpass/session|GET, DELETE",
                "GET|/guestpass/session/claims|PATCH",
                "GET|/guestpass/session/refresh|POST",
                "DELETE|/guestpass/jwks.json|GET, HEAD"
            })
    void methodWhenNotAllowedThen405AndSaysWhich(String method, String path, String allowed) {
        Reply reply = server.browser().fetch(method, path);

        assertProblem(reply, 405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POST,/guestpass/session/refresh", "DELETE,/guestpass/session", "PATCH,/guestpass/session/claims"})
    void changeWhenFromElsewhereThen403(String method, String path) {
        Browser visitor = server.browser();
        visitor.get("/");

        assertProblem(
                visitor.to(path).as(Fetch.CROSS_SITE_SCRIPT).method(method).send(), 403);
        assertProblem(visitor.to(path).as(Fetch.SAME_SITE_SCRIPT).method(method).send(), 403);
        assertProblem(
                visitor.to(path)
                        .method(method)
                        .with("Origin", "https://x.example")
                        .send(),
                403);
        assertProblem(visitor.to(path).method(method).with("Origin", "null").send(), 403);
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void pathWhenConfiguredThenEndpointsAreThere() {
        server.set("endpoints.path", "/api/visitor");

        assertThat(server.browser().fetch("GET", "/api/visitor/session").status())
                .isEqualTo(200);
        assertThat(server.browser().get("/guestpass/session").status()).isEqualTo(404);
    }
}
