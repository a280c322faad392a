// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.store.SessionStoreException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store is down. */
class OutageTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private Browser visitor;
    private String subject;

    @BeforeEach
    void visitThenLoseTheStore() {
        server.set("claims.writable-by-browser", "cart");
        server.sessions(builder -> builder.converter(conversion -> new ConversionDecision.Promoted("account")));
        visitor = server.browser();
        subject = visitor.get("/").subject();
        server.store.setDown(true);
    }

    @Test
    void getWhenSessionIsValidThenNothingIsNoticed() {
        assertThat(visitor.get("/").isLive()).isTrue();
    }

    @Test
    void getWhenSessionExpiredThenPageAsLastKnownAndCookiesUntouched() {
        server.clock.advance(Duration.ofSeconds(605));

        Reply reply = visitor.get("/");

        assertThat(reply.subject()).isEqualTo(subject);
        assertThat(reply.isLive()).isFalse();
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.events).contains(new SessionEvent.StoreUnavailable("rotate"));
    }

    @Test
    void getWhenStoreIsBackThenSameVisitorAndNewCookies() {
        server.clock.advance(Duration.ofSeconds(605));
        visitor.get("/");
        server.store.setDown(false);

        Reply reply = visitor.get("/");

        assertThat(reply.subject()).isEqualTo(subject);
        assertThat(reply.isLive()).isTrue();
        assertThat(reply.setCookies()).hasSize(2);
    }

    @Test
    void getWhenFirstVisitThenSessionStarts() {
        assertThat(server.browser().get("/").setCookies()).hasSize(2);
    }

    @Test
    void refreshWhenCalledThen503AndCookiesUntouched() {
        Reply reply = visitor.fetch("POST", "/guestpass/session/refresh");

        assertUnavailable(reply);
    }

    @Test
    void patchWhenCalledThen503AndNothingChanged() {
        Reply reply = visitor.to("/guestpass/session/claims")
                .method("PATCH")
                .json("{\"cart\":\"a\"}")
                .send();

        assertUnavailable(reply);
    }

    @Test
    void deleteWhenCalledThen503AndRetryWorks() {
        assertUnavailable(visitor.fetch("DELETE", "/guestpass/session"));
        server.store.setDown(false);

        Reply retry = visitor.fetch("DELETE", "/guestpass/session");

        assertThat(retry.status()).isEqualTo(200);
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void deleteWhenSessionExpiredThen503AndRetryWorks() {
        server.clock.advance(Duration.ofSeconds(605));
        assertUnavailable(visitor.fetch("DELETE", "/guestpass/session"));
        server.store.setDown(false);

        assertThat(visitor.fetch("DELETE", "/guestpass/session").status()).isEqualTo(200);
        assertThat(visitor.cookies()).isEmpty();
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void updateClaimsWhenCalledThenExceptionSaysToRetry() {
        server.clock.advance(Duration.ofSeconds(605));
        server.page(
                "/page",
                (request, response) -> assertThatThrownBy(
                                () -> AnonymousSession.from(request).updateClaims(ClaimsChange.set("a", 1)))
                        .isInstanceOf(SessionStoreException.class)
                        .hasMessageContaining("try again"));

        assertThat(visitor.get("/page").status()).isEqualTo(200);
    }

    @Test
    void loginWhenConversionIsDueThenPageIsServedAndConversionFollows() {
        visitor.always("X-Login", "alice");
        Reply during = visitor.get("/");
        server.store.setDown(false);
        server.clock.advance(Duration.ofSeconds(2));

        Reply after = visitor.get("/");

        assertThat(during.status()).isEqualTo(200);
        assertThat(during.setCookies()).isEmpty();
        assertThat(after.isTransient()).isTrue();
        assertThat(visitor.cookies()).isEmpty();
    }
}
