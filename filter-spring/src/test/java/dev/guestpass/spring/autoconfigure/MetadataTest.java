// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What editors know of the properties. */
class MetadataTest {

    private static final Map<String, JsonNode> PROPERTIES = Metadata.properties();

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

    /** What the library reads is all there, and what is there is read. */
    @Test
    void propertiesWhenComparedToWhatIsReadThenTheSame() {
        Set<String> expected = new TreeSet<>(Metadata.namesThatAreRead());
        expected.removeAll(Metadata.OUTSIDE_SPRING.keySet());
        expected.addAll(Set.of(
                "guestpass.enabled",
                "guestpass.filter.order",
                "guestpass.resource-server.jwk-set-uri",
                "guestpass.resource-server.issuer",
                "guestpass.resource-server.leeway",
                "guestpass.security.enabled",
                "guestpass.security.account-authority"));

        assertThat(PROPERTIES.keySet()).isEqualTo(expected);
        // Where the settings are is read before any of them.
        expected.clear();
        expected.addAll(Metadata.OUTSIDE_SPRING.keySet());
        expected.remove("guestpass.config.location");
        assertThat(Metadata.namesThatAreRead()).containsAll(expected);
    }

    @Test
    void hintsWhenListedThenEachIsForAPropertyAndDescribed() {
        assertThat(Metadata.hints()).isNotEmpty().allSatisfy((name, hint) -> {
            assertThat(PROPERTIES).containsKey(name);
            assertThat(hint.path("values"))
                    .isNotEmpty()
                    .allSatisfy(value ->
                            assertThat(value.path("description").asText()).matches("[A-Z].*\\."));
        });
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
