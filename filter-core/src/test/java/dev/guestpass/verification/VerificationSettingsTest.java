// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.verification.VerificationSettings.Budgets;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationSettingsTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void defaultsWhenAskedThenAsDocumented() {
        VerificationSettings defaults = VerificationSettings.defaults();

        assertThat(defaults.codeLength()).isEqualTo(6);
        assertThat(defaults.codeLifetime()).isEqualTo(TEN_MINUTES);
        assertThat(defaults.linkLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(defaults.tries()).isEqualTo(5);
        assertThat(defaults.budgets()).isEqualTo(new Budgets(10, 10, 60));
        assertThat(defaults.linkPage()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5, PT10M, 5", "13, PT10M, 5", "6, PT29S, 5", "6, PT1H1S, 5", "6, PT10M, 0", "6, PT10M, 11"})
    void createWhenOutOfRangeThenRefused(int length, Duration life, int tries) {
        assertThatThrownBy(() -> new VerificationSettings(length, life, tries, TEN_MINUTES, new Budgets(1, 1, 1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verification.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/link",
                "shop.example/link",
                "ftp://shop.example",
                "javascript:alert(1)",
                "https:///link",
                "https://ann:secret@shop.example/",
                "https://shop.example/?a=b",
                "https://shop.example/#top"
            })
    void withLinkPageWhenNoPageThenRefused(String page) {
        assertThatThrownBy(() -> VerificationSettings.defaults().withLinkPage(URI.create(page)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verification.link-base");
    }

    @Test
    void budgetsWhenNothingIsAllowedThenRefused() {
        assertThatThrownBy(() -> new Budgets(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
