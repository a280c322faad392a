// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.FieldHint;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

class RuntimeHintsTest {

    private final ClassLoader loader = getClass().getClassLoader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/guestpass/verification/mail_de.properties",
                "dev/guestpass/servlet/endpoint/pages.properties",
                "dev/guestpass/key/jdbc/schema.sql",
                "dev/guestpass/store/jdbc/schema-h2.sql",
                "dev/guestpass/store/jdbc/schema-mysql.sql",
                "dev/guestpass/store/jdbc/schema-postgresql.sql",
                "dev/guestpass/store/redis/rotate.lua",
                "dev/guestpass/verification/mail.html",
                "dev/guestpass/servlet/crawlers.txt"
            })
    void registerHintsWhenResourceIsLookedUpThenInTheImage(String resource) {
        RuntimeHints hints = new RuntimeHints();

        new GuestpassRuntimeHints().registerHints(hints, loader);

        assertThat(loader.getResource(resource)).isNotNull();
        assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints);
    }

    /** The fields that the exposure report reads. */
    @ParameterizedTest
    @CsvSource({
        "authorization.AuthenticatedAuthorizationManager, authorizationStrategy",
        "authorization.ObservationAuthorizationManager, delegate",
        "authorization.SingleResultAuthorizationManager, result",
        "web.access.intercept.RequestMatcherDelegatingAuthorizationManager, mappings"
    })
    void registerHintsWhenReportReadsAFieldThenInTheImage(String type, String name) throws Exception {
        Field field = Class.forName("org.springframework.security." + type).getDeclaredField(name);
        RuntimeHints hints = new RuntimeHints();

        new GuestpassRuntimeHints().registerHints(hints, loader);

        assertThat(hints.reflection().getTypeHint(field.getDeclaringClass()).fields())
                .extracting(FieldHint::getName)
                .contains(name);
    }
}
