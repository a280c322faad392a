// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.Reply;
import dev.guestpass.servlet.descope.ManagementKeyUse;
import dev.guestpass.session.AnonymousSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Descope's SDKs ask, in an application behind Spring Security and its CSRF protection. */
class DescopeApiTest {

    private static final String KEY = "K2management-key-of-the-tests-0123456789";

    @RegisterExtension
    static final SpringServer SERVER = Shop.server().with("guestpass.management.keys", KEY);

    private static Reply post(String path, String credential) {
        return SERVER.browser()
                .to(path)
                .post()
                .with(
                        "Authorization",
                        "Bearer " + SERVER.bean(AnonymousSessions.class).keys().projectId() + ":" + credential)
                .json("{}")
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guestpass/v1/mgmt/auth/anonymous", "/guestpass//v1/mgmt/auth/anonymous"})
    void mintWhenKeyIsConfiguredThenTokens(String path) {
        Reply reply = post(path, KEY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"sessionJwt\":\"eyJ", "\"refreshJwt\":\"eyJ");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void mintWhenKeyIsWrongThenJsonError() {
        Reply reply = post("/guestpass/v1/mgmt/auth/anonymous", "wrong");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("\"errorCode\":\"A401001\"");
    }

    @Test
    void filterBeanWhenAskedThenLastUseOfEachKey() {
        post("/guestpass/v1/mgmt/auth/anonymous", KEY);

        assertThat(SERVER.bean(AnonymousSessionFilter.class).managementKeys())
                .singleElement()
                .extracting(ManagementKeyUse::lastUsed)
                .isNotNull();
    }
}
