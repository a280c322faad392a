// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a visitor can ask to see, and to have erased. */
class VisitorDataTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final Map<String, List<String>> carts = new ConcurrentHashMap<>();
    private final AtomicBoolean isDown = new AtomicBoolean();

    private class Carts implements VisitorData {

        @Override
        public Map<String, ?> export(AnonymousPrincipal visitor) {
            requireUp();
            return Map.of("cart", carts.getOrDefault(visitor.subject(), List.of()));
        }

        @Override
        public void erase(AnonymousPrincipal visitor) {
            requireUp();
            carts.remove(visitor.subject());
        }

        private void requireUp() {
            if (isDown.get()) {
                throw new IllegalStateException("the application's database");
            }
        }
    }

    @BeforeEach
    void keepCarts() {
        server.filter(builder -> builder.visitorData(new Carts())
                        .visitorClaims(request -> Claims.of(Map.of("campaign", "spring"))))
                .page(
                        "/add",
                        (request, response) -> carts.computeIfAbsent(
                                        AnonymousSession.from(request)
                                                .principal()
                                                .subject(),
                                        subject -> new ArrayList<>())
                                .add("tea"));
    }

    private Browser visitor() {
        Browser visitor = server.browser();
        visitor.get("/add");
        return visitor;
    }

    @Test
    void exportWhenKnownThenAllThatIsHeldAndNoToken() {
        Browser visitor = visitor();

        Reply reply = visitor.fetch("GET", "/guestpass/session/export");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\"sub\":\"" + visitor.get("/").subject() + '"', "\"claims\":{\"campaign\":\"spring\"}")
                .contains("\"sessionId\":", "\"refreshes\":0", "\"endsAt\":", "\"application\":{\"cart\":[\"tea\"]}")
                .doesNotContain("eyJ");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void exportWhenSomebodyElseAsksThenNothingOfIt() {
        visitor();

        assertThat(server.browser().fetch("GET", "/guestpass/session/export").body())
                .contains("\"cart\":[]");
    }

    @Test
    void exportWhenSignedInThenNothingOfAnyVisitor() {
        Reply reply = visitor().always("X-Login", "alice").fetch("GET", "/guestpass/session/export");

        assertThat(reply.body()).contains("\"sub\":\"alice\"").doesNotContain("cart", "sessionId");
    }

    @Test
    void exportWhenApplicationFailsThen503AndNothingOfTheFailure() {
        Browser visitor = visitor();
        isDown.set(true);

        Reply reply = visitor.fetch("GET", "/guestpass/session/export");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).doesNotContain("database");
    }

    @Test
    void exportWhenApplicationSaysWhatJsonCanNotThen500AndNothingOfTheFailure() {
        TestServer odd = new TestServer()
                .filter(builder -> builder.visitorData(new Carts() {
                    @Override
                    public Map<String, ?> export(AnonymousPrincipal visitor) {
                        return Map.of("since", Instant.EPOCH);
                    }
                }));

        Reply reply = odd.browser().fetch("GET", "/guestpass/session/export");
        odd.stop();

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.body()).doesNotContain("Instant", "Exception", "\tat ");
    }

    @Test
    void deleteWhenKnownThenErasedAndEnded() {
        Browser visitor = visitor();
        Browser tab = visitor.copy();

        Reply reply = visitor.fetch("DELETE", "/guestpass/session");

        assertThat(reply.body()).isEqualTo("{\"ended\":true}");
        assertThat(carts).isEmpty();
        assertThat(visitor.cookies()).isEmpty();
        assertThat(tab.fetch("GET", "/guestpass/session/export").body()).contains("\"cart\":[]");
    }

    @Test
    void deleteWhenApplicationFailsThen503AndRepeatedWithSuccess() {
        Browser visitor = visitor();
        isDown.set(true);

        assertThat(visitor.fetch("DELETE", "/guestpass/session").status()).isEqualTo(503);
        assertThat(visitor.cookies()).hasSize(2);

        isDown.set(false);
        assertThat(visitor.fetch("DELETE", "/guestpass/session").body()).isEqualTo("{\"ended\":true}");
        assertThat(carts).isEmpty();
    }

    @Test
    void deleteWhenFromAnotherSiteThenNothingIsErased() {
        Browser visitor = visitor();

        visitor.to("/guestpass/session")
                .as(Browser.Fetch.CROSS_SITE_SCRIPT)
                .method("DELETE")
                .send();

        assertThat(carts).hasSize(1);
    }

    /** Neither an address nor what a browser says of itself gets into a token or a row by itself. */
    @Test
    void exportWhenNothingIsConfiguredThenNothingPersonal() {
        TestServer plain = new TestServer();
        Browser visitor = plain.browser();
        visitor.always("User-Agent", "Personal/1.0").always("Accept-Language", "de-AT");

        String all = visitor.fetch("GET", "/guestpass/session/export").body();
        plain.stop();

        assertThat(all)
                .contains("\"claims\":{}", "\"application\":{}")
                .doesNotContain("127.0.0.1", "Personal", "de-AT");
    }
}
