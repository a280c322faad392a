// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spring is as it was without us. */
class DisabledTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server().with("guestpass.enabled", "false");

    @ParameterizedTest
    @ValueSource(strings = {"/untouched", "/members/page", "/style.css", "/guestpass/session"})
    void getWhenDisabledThenNoCookies(String path) {
        assertThat(SERVER.browser().get(path).setCookies()).isEmpty();
    }

    @Test
    void getWhenDisabledThenEndpointsAreNotThere() {
        assertThat(SERVER.browser().get("/guestpass/session").status()).isEqualTo(404);
        assertThat(SERVER.browser().get("/.well-known/jwks.json").status()).isEqualTo(404);
    }

    @Test
    void getAuthenticationWhenDisabledThenSpringsOwn() {
        assertThat(SERVER.browser().get("/authentication").body()).isEqualTo("true|anonymousUser|[ROLE_ANONYMOUS]");
    }

    @Test
    void loginWhenDisabledThenSignedInAndOutAgain() {
        Browser browser = SERVER.browser();

        Reply reply = Logins.signIn(browser, "own", "alice");

        assertThat(reply.cookieNames()).containsExactly("JSESSIONID");
        assertThat(browser.get("/name").body()).isEqualTo("alice");
        assertThat(Logins.logout(browser).status()).isEqualTo(302);
        assertThat(browser.get("/name").body()).isEqualTo("null");
    }
}
