// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions start when somebody asks for the visitor, and Spring Security's rules do not. */
class OnAccessTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server().with("guestpass.issuance.mode", "on-access");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/untouched",
                "/rules/anonymous",
                "/members/page",
                "/form/page",
                "/rules/method-anonymous",
                "/user",
                "/principal",
                "/api/page",
                "/guests/page",
                "/style.css"
            })
    void getWhenNobodyAsksForTheNameThenNoCookies(String path) {
        assertThat(SERVER.browser().get(path).setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/who", "/annotated", "/authentication", "/guestpass/session"})
    void getWhenSomebodyAsksForTheNameThenCookies(String path) {
        assertThat(SERVER.browser().get(path).cookieNames()).containsExactly("DS", "DSR");
    }

    @Test
    void getWhenAskedThenTheSameVisitorFromThenOn() {
        Browser visitor = SERVER.browser();
        Reply first = visitor.get("/who");

        assertThat(visitor.get("/who").subject()).isEqualTo(first.subject());
    }

    @Test
    void loginWhenNobodyAskedThenNothingToConvert() {
        Browser visitor = SERVER.browser();
        visitor.get("/untouched");

        Logins.login(visitor, "alice");

        assertThat(visitor.cookies()).containsOnlyKeys("JSESSIONID");
        assertThat(SERVER.bean(RecordedConversions.class).calls()).isEmpty();
    }

    @Test
    void loginWhenSomebodyAskedThenConverts() {
        Browser visitor = SERVER.browser();
        visitor.get("/who");

        Logins.login(visitor, "alice");

        assertThat(visitor.cookies()).containsOnlyKeys("JSESSIONID");
        assertThat(SERVER.bean(RecordedConversions.class).calls()).hasSize(1);
    }
}
