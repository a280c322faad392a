// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.token.ClaimsTooLargeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application can do with {@link AnonymousSession}. */
class ApplicationTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private void page(Page page) {
        server.page("/page", page);
    }

    private static void assertServed(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void updateClaimsWhenFirstVisitThenNoStoreAndOneSignature() {
        page((request, response) -> AnonymousSession.from(request)
                .updateClaims(ClaimsChange.set("cart", "a").andSet("lang", "rm")));
        Browser visitor = server.browser();

        Reply reply = visitor.get("/page");

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(server.store.calls()).isZero();
        assertThat(server.keys.signatures()).isOne();
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"cart\":\"a\"", "\"lang\":\"rm\"");
    }

    @Test
    void updateClaimsWhenKnownVisitorThenNewCookiesAndSameSubject() {
        page((request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("cart", "a")));
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        assertThat(visitor.get("/page").setCookies()).hasSize(2);
        assertThat(visitor.get("/").subject()).isEqualTo(first.subject());
        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"cart\":\"a\"");
    }

    @Test
    void updateClaimsWhenTwoTabsChangeDifferentNamesThenBothSurvive() {
        server.page(
                "/one", (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("one", 1)));
        server.page(
                "/two", (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("two", 2)));
        Browser visitor = server.browser();
        visitor.get("/");
        Browser tab = visitor.copy();

        visitor.get("/one");
        tab.get("/two");

        assertThat(tab.fetch("GET", "/guestpass/session").body()).contains("\"one\":1", "\"two\":2");
    }

    @Test
    void updateClaimsWhenRefreshedLaterThenClaimsAreKept() {
        page((request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("cart", "a")));
        Browser visitor = server.browser();
        visitor.get("/");
        visitor.get("/page");
        server.clock.advance(Duration.ofSeconds(605));

        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"cart\":\"a\"");
    }

    @Test
    void updateClaimsWhenAnswerIsCommittedThenErrorSaysWhatToDo() {
        page((request, response) -> {
            response.flushBuffer();
            assertThatThrownBy(() -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("a", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("before");
        });

        assertServed(server.browser().get("/page"));
    }

    @Test
    void convertWhenAnswerIsCommittedThenErrorAndSessionIsAlive() {
        server.sessions(builder -> builder.converter(conversion -> new ConversionDecision.Merged("account")));
        page((request, response) -> {
            response.flushBuffer();
            assertThatThrownBy(() -> AnonymousSession.from(request).convert(VerifiedLogin.byCompletedLogin("ann")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("committed");
        });
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();

        assertServed(visitor.get("/page"));
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void updateClaimsWhenTransientThenError() {
        page((request, response) -> assertThatThrownBy(
                        () -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("a", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transient"));

        assertServed(server.browser().to("/page").as(Browser.Fetch.IMAGE).send());
    }

    @Test
    void updateClaimsWhenTooLargeThenErrorNamesTheClaimAndNothingChanges() {
        page((request, response) -> assertThatThrownBy(
                        () -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("fat", "x".repeat(2_000))))
                .isInstanceOf(ClaimsTooLargeException.class)
                .hasMessageContaining("fat"));
        Browser visitor = server.browser();
        visitor.get("/");

        Reply reply = visitor.get("/page");

        assertServed(reply);
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void updateClaimsWhenNameIsReservedThenError() {
        page((request, response) -> assertThatThrownBy(
                        () -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("sub", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sub"));

        assertServed(server.browser().get("/page"));
    }

    @Test
    void updateClaimsWhenSessionWasEndedElsewhereThenEmpty() {
        page((request, response) -> assertThat(AnonymousSession.from(request).updateClaims(ClaimsChange.set("a", 1)))
                .isEmpty());
        TestServer other = new TestServer(server);
        other.page("/end", (request, response) -> AnonymousSession.from(request).end());
        Browser visitor = server.browser();
        visitor.get("/");
        visitor.copy().at(other).get("/end");

        assertServed(visitor.get("/page"));
        other.stop();
    }

    @Test
    void endWhenKnownVisitorThenCookiesDeletedAndTokensDead() {
        page((request, response) -> AnonymousSession.from(request).end());
        Browser visitor = server.browser();
        Reply first = visitor.get("/");
        Browser copy = visitor.copy();

        Reply reply = visitor.get("/page");

        assertThat(reply.setCookie("DS")).isEqualTo("DS=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
        assertThat(reply.setCookie("DSR")).isEqualTo("DSR=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(copy.get("/").subject()).isNotEqualTo(first.subject());
    }

    @Test
    void endWhenSecureThenDeletionHasTheSameAttributes() {
        page((request, response) -> AnonymousSession.from(request).end());
        Browser visitor = server.browser().secure();
        visitor.get("/");

        Reply reply = visitor.get("/page");

        assertThat(reply.setCookie("__Host-DS"))
                .isEqualTo("__Host-DS=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void endWhenFirstVisitThenNoStoreAndNoTokens() {
        page((request, response) -> {
            AnonymousSession.from(request).end();
            assertThat(AnonymousSession.from(request).principal().isTransient()).isTrue();
        });
        Browser visitor = server.browser();

        assertServed(visitor.get("/page"));
        assertThat(visitor.cookies()).isEmpty();
        assertThat(server.store.calls()).isZero();
        assertThat(server.keys.signatures()).isZero();
    }

    @Test
    void endWhenFirstAnswerIsCommittedThenItsTokensAreDead() {
        page((request, response) -> {
            response.flushBuffer();
            AnonymousSession.from(request).end();
        });
        Browser visitor = server.browser();
        visitor.get("/page");
        String token = visitor.cookie("DS");

        visitor.get("/");

        assertThat(visitor.cookie("DS")).isNotEqualTo(token);
        assertThat(server.store.calls()).isNotZero();
    }

    @Test
    void endWhenTransientThenNothingHappens() {
        page((request, response) -> AnonymousSession.from(request).end());

        Reply reply = server.browser().to("/page").as(Browser.Fetch.IMAGE).send();

        assertServed(reply);
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void exportWhenKnownVisitorThenAllThatIsHeld() {
        page((request, response) -> response.getWriter()
                .print(AnonymousSession.from(request)
                        .export()
                        .orElseThrow()
                        .claims()
                        .names()));
        server.page(
                "/update",
                (request, response) -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("cart", "a")));
        Browser visitor = server.browser();
        visitor.get("/update");

        assertThat(visitor.get("/page").body()).isEqualTo("[cart]");
    }

    @Test
    void exportWhenTransientThenEmpty() {
        page((request, response) ->
                response.getWriter().print(AnonymousSession.from(request).export()));

        assertThat(server.browser().to("/page").as(Browser.Fetch.IMAGE).send().body())
                .isEqualTo("Optional.empty");
    }

    @Test
    void convertWhenNothingConvertsThenErrorSaysWhatToDo() {
        page((request, response) -> assertThatThrownBy(
                        () -> AnonymousSession.from(request).convert(VerifiedLogin.byCompletedLogin("alice")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AnonymousUserConverter"));

        assertServed(server.browser().get("/page"));
    }
}
