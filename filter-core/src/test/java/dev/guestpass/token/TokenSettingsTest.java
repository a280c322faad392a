// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.key.Algorithm;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSettingsTest {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void newWhenIssuerIsBlankThenRefused(String issuer) {
        assertRefused(issuer, LIFETIME, Duration.ZERO, Algorithm.RS256, Algorithm.HS256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S"})
    void newWhenLifetimeIsUnderASecondThenRefused(Duration lifetime) {
        assertRefused("P", lifetime, Duration.ZERO, Algorithm.RS256, Algorithm.HS256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT61S"})
    void newWhenLeewayIsOutOfRangeThenRefused(Duration leeway) {
        assertRefused("P", LIFETIME, leeway, Algorithm.RS256, Algorithm.HS256);
    }

    @Test
    void newWhenLeewayIsOneMinuteThenAccepted() {
        TokenSettings settings =
                new TokenSettings("P", LIFETIME, Duration.ofSeconds(60), Algorithm.ES256, Algorithm.RS256);

        assertThat(settings.leeway()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void newWhenSessionTokensAreSignedWithSecretThenRefused() {
        assertRefused("P", LIFETIME, Duration.ZERO, Algorithm.HS256, Algorithm.HS256);
    }

    @Test
    void newWhenRefreshTokensAreNotDeterministicThenRefused() {
        assertRefused("P", LIFETIME, Duration.ZERO, Algorithm.RS256, Algorithm.ES256);
    }

    private static void assertRefused(
            String issuer, Duration lifetime, Duration leeway, Algorithm session, Algorithm refresh) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings(issuer, lifetime, leeway, session, refresh));
    }

    @Test
    void newWhenEverythingIsAtItsBoundThenAccepted() {
        TokenSettings settings = new TokenSettings(
                "P".repeat(256), Duration.ofSeconds(1), Duration.ZERO, Algorithm.RS256, Algorithm.HS256);

        assertThat(settings.issuer()).hasSize(256);
        assertRefused("P".repeat(257), LIFETIME, Duration.ZERO, Algorithm.RS256, Algorithm.HS256);
    }
}
