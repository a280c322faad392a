// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Reply;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** An application that configured nothing, neither of ours nor of Spring Security: every page needs a log-in. */
class DefaultsTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({VisitorPages.class, RecordedConversions.class})
    static class Application {}

    @RegisterExtension
    static final SpringServer SERVER = SpringServer.of(Application.class)
            .with("spring.security.user.name", "alice")
            .with("spring.security.user.password", Logins.PASSWORD);

    @Test
    void getWhenPageNeedsALoginThenRefusedAndVisitorHasAnIdentity() {
        Browser visitor = SERVER.browser();

        Reply reply = visitor.to("/who")
                .as(Fetch.NAVIGATION)
                .with("Accept", "text/html")
                .send();

        assertThat(reply.header("Location")).endsWith("/login");
        assertThat(reply.cookieNames()).contains("DS", "DSR");
        assertThat(visitor.get("/login").cookieNames()).doesNotContain("DS", "DSR");
    }

    @Test
    void fetchWhenSessionEndpointThenAnsweredBeforeSpringSecurity() {
        Reply reply = SERVER.browser().fetch("GET", "/guestpass/session");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).startsWith("{\"anonymous\":true,\"sub\":\"").contains("\"claims\":{}");
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void fetchWhenEndpointChangesSomethingThenNoCsrfTokenIsAskedFor() {
        Browser visitor = SERVER.browser();
        visitor.fetch("GET", "/guestpass/session");

        assertThat(visitor.fetch("POST", "/guestpass/session/refresh").status()).isEqualTo(200);
        assertThat(visitor.fetch("DELETE", "/guestpass/session").status()).isEqualTo(200);
    }

    @Test
    void getWhenJwkSetThenPublicForEverybody() {
        for (String path : List.of("/.well-known/jwks.json", "/guestpass/jwks.json")) {
            Reply reply = SERVER.browser().to(path).send();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).startsWith("{\"keys\":[");
            assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
            assertThat(reply.setCookies()).isEmpty();
        }
    }

    @Test
    void startWhenNothingIsSetThenKeysAndJournalAreAtTheLocation() {
        assertThat(SERVER.keys()).exists();
    }

    @Test
    void loginWhenByTheGeneratedPageThenConverted() {
        Browser visitor = SERVER.browser();
        Matcher csrf = CSRF.matcher(visitor.get("/login").body());
        assertThat(csrf.find()).isTrue();

        Reply reply = Logins.login(visitor, "/login", "alice", "&_csrf=" + csrf.group(1));

        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(visitor.get("/who").isTransient()).isTrue();
        assertThat(visitor.cookies()).containsOnlyKeys("JSESSIONID");
        assertThat(SERVER.bean(RecordedConversions.class).calls()).hasSize(1);
    }
}
