// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PendingSettingsTest {

    private static GuestpassProperties properties(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("guestpass", GuestpassProperties.class);
    }

    @Test
    void ofWhenNothingIsSetThenNone() {
        assertThat(PendingSettings.of(properties(Map.of()))).isEmpty();
    }

    @Test
    void ofWhenOnlyWorkingOnesAreSetThenNone() {
        assertThat(PendingSettings.of(properties(Map.of("guestpass.session.lifetime", "5m"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "guestpass.verification.code-length, 8",
        "guestpass.verification.code-lifetime, 5m",
        "guestpass.verification.tries, 3",
        "guestpass.verification.budget.per-login, 1",
        "guestpass.verification.budget.per-session, 1",
        "guestpass.verification.budget.per-address, 1"
    })
    void ofWhenOneWithoutEffectIsSetThenItsName(String name, String value) {
        assertThat(PendingSettings.of(properties(Map.of(name, value)))).containsExactly(name);
    }
}
