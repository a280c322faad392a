// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What editors know of the properties. */
class MetadataTest {

    private static final Map<String, JsonNode> PROPERTIES = read();

    private static Map<String, JsonNode> read() {
        Map<String, JsonNode> found = new HashMap<>();
        try {
            for (var file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/spring-configuration-metadata.json")) {
                try (InputStream in = file.getInputStream()) {
                    new ObjectMapper()
                            .readTree(in)
                            .path("properties")
                            .forEach(property -> found.put(property.path("name").asText(), property));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.keySet().removeIf(name -> !name.startsWith("guestpass."));
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "enabled, true",
        "expose-user-principal, false",
        "session.lifetime, 10m",
        "refresh.lifetime, 28d",
        "refresh.absolute-lifetime, 180d",
        "refresh.rotate, true",
        "refresh.reuse-interval, 30s",
        "refresh.lost-response, true",
        "refresh.on-missing, adopt",
        "refresh.signature, hs256",
        "issuance.mode, eager",
        "issuance.budget.burst, 60",
        "issuance.budget.per-hour, 600",
        "cookies.session-name, DS",
        "cookies.refresh-name, DSR",
        "cookies.same-site, lax",
        "cookies.prefix, auto",
        "cookies.accept-plain, false",
        "cookies.partitioned, false",
        "claims.max-bytes, 1024",
        "conversion.ticket-lifetime, 15m",
        "conversion.keep-lineage, 400d",
        "security.account-authority, ROLE_USER",
        "keys.location, file:./guestpass-keys.json",
        "store, auto",
        "management.budget.per-second, 100",
        "endpoints.path, /guestpass",
        "filter.order, -110",
        "security.enabled, true",
        "verification.code-length, 6",
        "verification.code-lifetime, 10m",
        "verification.tries, 5",
        "verification.budget.per-login, 10",
        "verification.budget.per-session, 10",
        "verification.budget.per-address, 60",
        "mail.tls, starttls"
    })
    void propertyWhenItHasADefaultThenItIsTold(String name, String value) {
        assertThat(PROPERTIES.get("guestpass." + name).path("defaultValue").asText())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project-id",
                "issuer",
                "cookies.domain",
                "issuance.excluded-paths",
                "claims.writable-by-browser",
                "claims.private",
                "conversion.claims",
                "keys.rotate-every",
                "keys.announce",
                "management.keys",
                "management.path",
                "tenants.selectable",
                "endpoints.allowed-origins",
                "verification.link-base",
                "mail.host",
                "mail.port",
                "mail.username",
                "mail.password",
                "mail.from"
            })
    void propertyWhenItHasNoDefaultThenItIsListedAllTheSame(String name) {
        assertThat(PROPERTIES).containsKey("guestpass." + name);
    }

    @Test
    void propertiesWhenListedThenEachIsDescribedByASentence() {
        assertThat(PROPERTIES)
                .isNotEmpty()
                .allSatisfy((name, property) -> assertThat(
                                property.path("description").asText())
                        .as(name)
                        .matches("(?s)[A-Z].*\\."));
    }
}
