// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.SpringServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuestpassEndpointTest {

    private static final String SECRET = "a-management-key-of-forty-characters-000";

    @RegisterExtension
    static final SpringServer SERVER = Watched.server()
            .with("guestpass.management.keys", SECRET)
            .with("guestpass.mail.host", "mail.example")
            .with("guestpass.mail.from", "shop@shop.example")
            .with("guestpass.mail.username", "shop")
            .with("guestpass.mail.password", SECRET)
            .with("guestpass.keys.secret", SECRET)
            .with("guestpass.resource-server.jwk-set-uri", "https://other.example/.well-known/jwks.json")
            .with("guestpass.resource-server.issuer", "P2abcdefghijklmnopqrstuvwxyz")
            .with("guestpass.keys.passphrase", SECRET);

    private static JsonNode read(String path) throws Exception {
        Reply reply = SERVER.browser().get("/actuator/" + path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return new ObjectMapper().readTree(reply.body());
    }

    @Test
    void allWhenAskedThenEveryPart() throws Exception {
        assertThat(read("guestpass").fieldNames())
                .toIterable()
                .containsExactly("project", "configuration", "keys", "store", "funnel", "exposure");
    }

    @Test
    void configurationWhenSecretsAreSetThenNoneIsShown() throws Exception {
        JsonNode told = read("guestpass/configuration");

        assertThat(told.toString()).doesNotContain(SECRET);
        assertThat(told.path("guestpass.management.keys").asText()).isEqualTo("******");
        assertThat(told.path("guestpass.session.lifetime").asText()).isEqualTo("PT10M");
    }

    @Test
    void keysWhenMadeThenStatesWithoutTheKeys() throws Exception {
        JsonNode told = read("guestpass/keys");

        assertThat(told.findValuesAsText("state")).isNotEmpty().containsOnly("SIGNING");
        assertThat(told.get(0).fieldNames()).toIterable().containsExactly("id", "algorithm", "state", "since");
    }

    @Test
    void partWhenThereIsNoneOfThatNameThenNotFound() {
        assertThat(SERVER.browser().get("/actuator/guestpass/secrets").status()).isEqualTo(404);
    }

    @Test
    void funnelWhenVisitorComesBackThenBothStepsAreCountedOnce() throws Exception {
        JsonNode before = read("guestpass/funnel");
        double issued = meter("issued");
        Browser visitor = SERVER.browser();
        visitor.get("/");
        visitor.get("/");
        visitor.get("/cart");

        JsonNode after = read("guestpass/funnel");

        assertThat(after.path("returned").asLong() - before.path("returned").asLong())
                .isEqualTo(1);
        assertThat(after.path("issued").asLong() - before.path("issued").asLong())
                .isEqualTo(1);
        assertThat(meter("issued")).isGreaterThan(issued);
        assertThat(meter("returned")).isEqualTo(after.path("returned").asDouble());
    }

    /** It would be a new one at each call. */
    @Test
    void getWhenSomethingAsksForHealthThenItIsNoVisitor() {
        assertThat(SERVER.browser().get("/actuator/health").setCookies()).isEmpty();
        assertThat(SERVER.browser().get("/").setCookies()).isNotEmpty();
    }

    private static double meter(String step) throws Exception {
        return read("metrics/guestpass.sessions?tag=step:" + step)
                .at("/measurements/0/value")
                .asDouble();
    }

    @Test
    void healthWhenAllIsWellThenUpWithTheStore() throws Exception {
        JsonNode told = read("health/guestpass");

        assertThat(told.path("status").asText()).isEqualTo("UP");
        assertThat(told.at("/details/store/kind").asText()).isEqualTo("InMemorySessionStore");
        assertThat(told.at("/details/keys/signing").asInt()).isEqualTo(2);
    }
}
