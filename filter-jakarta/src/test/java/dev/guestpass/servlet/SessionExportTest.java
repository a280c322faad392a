// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.session.Authentication.Authenticated;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export tells what is held now, whatever the session token was signed with. */
class SessionExportTest {

    private static final String EXPORT = "/guestpass/session/export";

    @RegisterExtension
    final TestServer server = new TestServer();

    private Browser visitor() {
        Browser visitor = server.browser();
        visitor.get("/");
        return visitor;
    }

    private void changeClaims(String sessionToken) {
        Authenticated known = (Authenticated) server.running().authenticate(sessionToken);
        server.running().recordClaims(known.session(), ClaimsChange.set("level", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DS"})
    void exportWhenRefreshedTwiceThenToldAndTheAbsoluteEnd(String lost) {
        String end = server.clock
                .instant()
                .plus(server.running().settings().lifetimes().absolute())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Browser visitor = visitor();
        for (int refresh = 0; refresh < (lost.isEmpty() ? 2 : 1); refresh++) {
            server.clock.advance(Duration.ofMinutes(5));
            assertThat(visitor.fetch("POST", "/guestpass/session/refresh").status())
                    .isEqualTo(200);
        }
        server.clock.advance(Duration.ofMinutes(5));

        assertThat(visitor.drop(lost).fetch("GET", EXPORT).body())
                .contains("\"refreshes\":2", "\"endsAt\":\"" + end + '"');
    }

    @Test
    void exportWhenClaimsChangedElsewhereThenTheNewOnes() {
        Browser visitor = visitor();
        changeClaims(visitor.cookie("DS"));

        assertThat(visitor.fetch("GET", "/guestpass/session").body()).contains("\"claims\":{}");
        assertThat(visitor.fetch("GET", EXPORT).body()).contains("\"claims\":{\"level\":7}", "\"refreshes\":0");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 605})
    void exportWhenStoreIsDownThen503(long secondsLater) {
        Browser visitor = visitor();
        server.clock.advance(Duration.ofSeconds(secondsLater));
        server.store.setDown(true);

        Reply reply = visitor.fetch("GET", EXPORT);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void exportWhenBearerThenWithoutWhatItsTokenDoesNotTell() {
        Browser client =
                server.browser().always("Authorization", "Bearer " + visitor().cookie("DS"));

        assertThat(client.fetch("GET", EXPORT).body())
                .contains("\"sessionId\":", "\"claims\":{}")
                .doesNotContain("refreshes", "endsAt");
    }

    @Test
    void exportWhenRefreshCookieIsAnotherVisitorsThenNothingOfThem() {
        Browser visitor = visitor();
        Browser other = visitor();
        changeClaims(other.cookie("DS"));

        assertThat(visitor.put("DSR", other.cookie("DSR")).fetch("GET", EXPORT).body())
                .contains("\"claims\":{}")
                .doesNotContain("refreshes", "level");
    }
}
