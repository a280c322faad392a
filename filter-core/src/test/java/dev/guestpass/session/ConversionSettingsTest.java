// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.conversion.ClaimSelection;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionSettingsTest {

    private static final ConversionSettings DEFAULTS = ConversionSettings.defaults();

    private static ConversionSettings with(Duration lease, Duration ticket, Duration lineage) {
        return new ConversionSettings(lease, ticket, lineage, ClaimSelection.all());
    }

    @Test
    void defaultsWhenReadThenAsDesigned() {
        assertThat(DEFAULTS).isEqualTo(with(Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofDays(400)));
    }

    @Test
    void settingsWhenLeaseIsNotPositiveThenRefused() {
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(wrong, Duration.ofMinutes(15), Duration.ZERO))
                    .withMessageContaining("lease");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 999, 86_400_001})
    void settingsWhenTicketLifetimeIsOutOfRangeThenRefused(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withTicketLifetime(Duration.ofMillis(millis)))
                .withMessageContaining("conversion.ticket-lifetime");
    }

    @Test
    void settingsWhenLineageIsNegativeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofNanos(-1)))
                .withMessageContaining("conversion.keep-lineage");
    }

    @Test
    void withClaimsWhenSetThenThoseTravel() {
        ClaimSelection selection = ClaimSelection.parse(Set.of("cart"), Set.of());

        assertThat(DEFAULTS.withClaims(selection).claims()).isEqualTo(selection);
    }
}
