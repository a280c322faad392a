// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.test.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VisitTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private Reply first;

    @BeforeEach
    void visit() {
        visitor = SERVER.browser();
        first = visitor.get("/");
    }

    @Test
    void getWhenFirstVisitThenTwoCookiesAndLastingPrincipal() {
        assertThat(first.cookieNames()).containsExactly("DS", "DSR");
        assertThat(first.isTransient()).isFalse();
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void getWhenReturningThenSameSubjectAndNoCookies() {
        Reply reply = visitor.get("/");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenSessionTokenIsExpiredThenRefreshed() {
        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(606));

        Reply reply = visitor.get("/");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(reply.subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenImageThenTransientAndNoCookies() {
        Reply reply = SERVER.browser().to("/").as(Fetch.IMAGE).send();

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenBearerThenTheSameVisitor() {
        Browser client = SERVER.browser().always("Authorization", "Bearer " + visitor.cookie("DS"));

        assertThat(client.get("/").subject()).isEqualTo(first.subject());
    }

    @Test
    void fetchWhenSessionEndpointThenVisitorInJson() {
        visitor.get("/cart");

        Reply reply = visitor.fetch("GET", "/guestpass/session");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .startsWith("{\"anonymous\":true,\"sub\":\"" + first.subject() + "\",\"claims\":{")
                .contains("\"cart\":\"a\"");
    }

    @Test
    void getWhenStaticFileThenCookiesAsOnPages() {
        assertThat(SERVER.browser().get("/style.css").setCookies()).hasSize(2);
    }

    @Test
    void getWhenPageIsForEverybodyThenFirstIssueIsWithheld() {
        Reply reply = SERVER.browser().get("/public");

        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.header("Cache-Control")).isEqualTo("max-age=300, public");
    }

    @Test
    void getWhenPageIsMissingThenCookiesAsOnPages() {
        Reply reply = SERVER.browser().get("/nowhere");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.setCookies()).hasSize(2);
    }
}
