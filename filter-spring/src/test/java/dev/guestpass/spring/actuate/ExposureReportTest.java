// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.spring.SpringServer;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureReportTest {

    @RegisterExtension
    static final SpringServer SERVER = Watched.server();

    private static List<JsonNode> report() throws Exception {
        return report(SERVER, "/actuator/guestpass/exposure");
    }

    static List<JsonNode> report(SpringServer server, String path) throws Exception {
        String body = server.browser().get(path).body();
        return StreamSupport.stream(new ObjectMapper().readTree(body).spliterator(), false)
                .toList();
    }

    private static JsonNode find(String methods, String pattern) throws Exception {
        return report().stream()
                .filter(entry -> entry.path("methods").asText().equals(methods)
                        && entry.path("pattern").asText().equals(pattern))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/|yes|any request: permitAll",
                "POST|/cart|no|/cart, : authenticated",
                "GET|/any|no|authenticated",
                "DELETE,HEAD,OPTIONS,PATCH,POST,PUT|/any|yes|permitAll",
                "DELETE|/two|no|authenticated",
                "POST|/two|yes|permitAll",
                "GET|/orders/{id:\\d+}|no|/orders/1, : denyAll",
                "GET|/orders/{name}|yes|permitAll",
                "GET|/files/{*path}|yes|permitAll",
                "GET|/account/data|no|/account/**, : fullyAuthenticated",
                "GET|/admin/page|no|ROLE_ADMIN",
                "GET|/newcomers/page|yes|/newcomers/**, : anonymous",
                "GET|/strange/page|unknown|without a request",
                "GET|/nobody/page|yes|chain 3 of 5",
                "GET|/nobody/members|no|no anonymous user",
                "GET|/api/page|no|any request: authenticated",
                "GET|/ignored/page|yes|Spring Security ignores it",
                "GET|/open/page|yes|authorizes nothing",
                "GET|/f/one|yes|permitAll",
                "GET|/actuator/guestpass|yes|permitAll",
                "GET,HEAD|/**|unknown|does not tell its paths",
                "*|/services/**|yes|wants a key",
                "*|/guestpass/**|yes|answers before Spring Security",
                "*|/.well-known/jwks.json|yes|answers before Spring Security"
            })
    void makeWhenRuleThenVerdictAndRule(String methods, String pattern, String anonymous, String rule)
            throws Exception {
        JsonNode entry = find(methods, pattern);

        assertThat(entry.path("anonymous").asText()).as(entry.toString()).isEqualTo(anonymous);
        // How a matcher shows itself differs between the lines.
        assertThat(entry.path("rule").asText()).contains(rule.split(", ", -1));
    }

    @Test
    void makeWhenMethodSecurityThenToldWithoutBeingAsked() throws Exception {
        assertThat(find("GET", "/guarded").path("also").asText()).isEqualTo("@PreAuthorize(hasRole('ADMIN'))");
    }

    /** Nobody came, so no trace is to say that somebody was refused. */
    @Test
    void makeWhenApplicationIsObservedThenNothingIsSeen() {
        List<String> seen = new CopyOnWriteArrayList<>();
        SERVER.bean(ObservationRegistry.class)
                .observationConfig()
                .observationHandler(context -> seen.add(context.getClass().getSimpleName()));
        SERVER.browser().get("/account/data");
        assertThat(seen).contains("AuthorizationObservationContext");
        seen.clear();

        SERVER.bean(ExposureReport.class).make();

        assertThat(seen).isEmpty();
    }

    /** The report says what becomes of the request that it names, whatever the rules are. */
    @Test
    void makeWhenAskedPathIsReallyRequestedThenAsReported() throws Exception {
        assertAsReported(SERVER, report());
    }

    static void assertAsReported(SpringServer server, List<JsonNode> report) {
        List<JsonNode> told = report.stream()
                .filter(entry -> entry.path("asked").asText("").startsWith("GET ")
                        && entry.path("also").isNull()
                        && !entry.path("anonymous").asText().equals("unknown"))
                .toList();

        assertThat(told).hasSizeGreaterThan(15).allSatisfy(entry -> {
            String path = entry.path("asked").asText().substring("GET ".length());
            int status = server.browser().to(path).as(Fetch.NAVIGATION).send().status();
            assertThat(status == 401 || status == 403)
                    .as("%d of %s", status, entry)
                    .isEqualTo(entry.path("anonymous").asText().equals("no"));
        });
    }
}
