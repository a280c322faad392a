// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Sdk.Tokens;
import dev.guestpass.session.TestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is called and fails, no token and no key is logged or repeated. */
class DescopeSecrecyTest {

    private static final Logger OUR_LOG = Logger.getLogger("dev.guestpass");
    /** Two parts of one: three letters alone come up in random ids. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+");

    private static final String WRONG_KEY = "K2wrong-management-key-0123456789";

    @RegisterExtension
    final TestServer server = Sdk.serverWithKey();

    private final Sdk sdk = new Sdk(server);
    private final Level before = OUR_LOG.getLevel();

    @BeforeEach
    void logEverything() {
        OUR_LOG.setLevel(Level.ALL);
    }

    @AfterEach
    void logAsBefore() {
        OUR_LOG.setLevel(before);
    }

    @Test
    void logAndErrorsWhenEverythingFailsThenNothingSecret() {
        List<String> said = new ArrayList<>();
        try (TestLog log = TestLog.of("dev.guestpass")) {
            Tokens tokens = sdk.mint("{\"customClaims\":{\"card\":\"4111-secret\"}}");
            sdk.refresh(tokens.refresh());
            failEachWay(tokens, said);
            server.store.setDown(true);
            failEachWay(tokens, said);
            said.add(log.text());
        }
        said.add(server.events.toString());
        said.add(server.runningFilter().managementKeys().toString());

        assertThat(said)
                .hasSizeGreaterThan(15)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(Sdk.KEY, WRONG_KEY, "4111-secret", "hidden-claim")
                        .doesNotContainPattern(TOKEN));
    }

    private void failEachWay(Tokens tokens, List<String> said) {
        said.add(sdk.post(WRONG_KEY, "/v1/mgmt/auth/anonymous", "{}").body());
        said.add(sdk.manage("auth/anonymous", "{\"customClaims\":{\"sub\":\"hidden-claim\"}}")
                .body());
        said.add(sdk.manage("auth/anonymous", "{\"customClaims\":\"hidden-claim\"")
                .body());
        said.add(sdk.manage("jwt/update", "{\"jwt\":\"" + tokens.session() + "x\"}")
                .body());
        said.add(sdk.post(tokens.session(), "/v1/auth/refresh").body());
        said.add(sdk.post(tokens.refresh() + "x", "/v1/auth/logout").body());
        said.add(sdk.post(tokens.refresh(), "/v1/auth/validate").body());
        said.add(sdk.post(tokens.refresh() + ":" + WRONG_KEY, "/v1/auth/tenant/select", "{\"tenant\":\"t\"}")
                .body());
        said.add(sdk.get(tokens.refresh(), "/v1/auth/" + tokens.refresh()).body());
    }

    @Test
    void answerWhenTokenIsInQueryOrFormThenItIsNotRead() {
        Tokens tokens = sdk.mint();
        String query = "?refreshToken=" + tokens.refresh() + "&DSR=" + tokens.refresh() + "&token=" + tokens.refresh();

        Reply reply = sdk.to("/v1/auth/refresh" + query)
                .with("Authorization", "Bearer " + sdk.project())
                .post()
                .send();

        Sdk.assertError(reply, 401, "E064001");
    }
}
