// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.test.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Visitors cost no HTTP session. */
class HttpSessionTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /cart",
        "GET, /members/page",
        "GET, /nowhere",
        "GET, /breaks",
        "GET, /callable",
        "GET, /authentication",
        "GET, /style.css",
        "GET, /guestpass/session",
        "POST, /guestpass/session/refresh",
        "GET, /.well-known/jwks.json",
        "DELETE, /guestpass/session"
    })
    void createdWhenVisitorCallsThenNone(String method, String path) {
        int before = SERVER.bean(HttpSessionCount.class).created();
        Browser visitor = SERVER.browser();
        visitor.get("/");

        visitor.fetch(method, path);

        assertThat(SERVER.bean(HttpSessionCount.class).created()).isEqualTo(before);
    }

    @Test
    void createdWhenVisitorIsRefreshedThenNone() {
        Browser visitor = SERVER.browser();
        visitor.get("/");
        int before = SERVER.bean(HttpSessionCount.class).created();
        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(606));

        assertThat(visitor.get("/").setCookies()).hasSize(2);
        assertThat(SERVER.bean(HttpSessionCount.class).created()).isEqualTo(before);
    }

    @Test
    void createdWhenFormIsPostedWithACsrfCookieThenNone() {
        int before = SERVER.bean(HttpSessionCount.class).created();
        Browser visitor = SERVER.browser();
        String masked = visitor.get("/form/token").body();

        Reply posted = Logins.post(visitor, "/form/post", "_csrf=" + masked);

        assertThat(posted.body()).isEqualTo("posted");
        assertThat(visitor.cookies()).containsOnlyKeys("DS", "DSR", "XSRF-TOKEN");
        assertThat(SERVER.bean(HttpSessionCount.class).created()).isEqualTo(before);
    }
}
