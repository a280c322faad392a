// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountsTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void tellTheUser() {
        server.page(
                "/user",
                (request, response) -> response.getWriter()
                        .print(request.getRemoteUser() + "|"
                                + (request.getUserPrincipal() instanceof AnonymousPrincipal) + "|"
                                + request.isUserInRole("user") + "|" + request.getAuthType()));
    }

    @Test
    void getUserPrincipalWhenNothingIsSetThenNull() {
        Browser visitor = server.browser();

        assertThat(visitor.get("/user").body()).isEqualTo("null|false|false|null");
        assertThat(visitor.get("/user").body()).isEqualTo("null|false|false|null");
    }

    @Test
    void getUserPrincipalWhenExposedThenTheVisitorWithoutRoles() {
        server.set("expose-user-principal", "true");
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();

        assertThat(visitor.get("/user").body()).isEqualTo(subject + "|true|false|null");
    }

    @Test
    void getUserPrincipalWhenExposedToTransientVisitorThenAlsoThatOne() {
        server.set("expose-user-principal", "true");

        Reply reply = server.browser().to("/user").as(Browser.Fetch.IMAGE).send();

        assertThat(reply.body()).startsWith("T").endsWith("|true|false|null");
    }

    @Test
    void getUserPrincipalWhenSignedInThenTheAccountComesFirst() {
        server.set("expose-user-principal", "true");

        Reply reply = server.browser().always("X-Login", "alice").get("/user");

        assertThat(reply.body()).isEqualTo("alice|false|false|FORM");
    }

    @Test
    void getWhenSignedInThenNoSessionStarts() {
        Reply reply = server.browser().always("X-Login", "alice").get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
        assertThat(server.hasWithheld("signed-in")).isTrue();
    }

    @Test
    void getWhenSignedInByBasicThenNoSessionStarts() {
        Reply reply = server.browser()
                .always("X-Login", "robot")
                .always("X-Auth-Type", "BASIC")
                .get("/");

        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void getWhenSignedInAndNothingConvertsThenVisitorStaysTheSame() {
        Browser visitor = server.browser();
        Reply first = visitor.get("/");

        assertThat(visitor.always("X-Login", "alice").get("/").subject()).isEqualTo(first.subject());
    }
}
