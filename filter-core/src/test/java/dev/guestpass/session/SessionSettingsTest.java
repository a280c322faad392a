// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.session.SessionSettings.Lifetimes;
import dev.guestpass.session.SessionSettings.Signatures;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {

    private static final SessionSettings DEFAULTS = SessionSettings.defaults();
    private static final Duration SESSION = Duration.ofMinutes(10);
    private static final Duration REFRESH = Duration.ofDays(28);
    private static final Duration ABSOLUTE = Duration.ofDays(180);
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    @Test
    void defaultsWhenReadThenAsDesigned() {
        assertThat(DEFAULTS.issuer()).isNull();
        assertThat(DEFAULTS.lifetimes()).isEqualTo(new Lifetimes(SESSION, REFRESH, ABSOLUTE, LEEWAY));
        assertThat(DEFAULTS.signatures()).isEqualTo(new Signatures(Algorithm.RS256, Algorithm.HS256));
        assertThat(DEFAULTS.claimLimits()).isEqualTo(ClaimLimits.DEFAULT);
        assertThat(DEFAULTS.conversion().lease()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void effectiveRotationWhenDefaultsThenLostResponseForSessionLifetimeAndOneDay() {
        Duration window = Duration.ofHours(24).plus(SESSION);

        assertThat(DEFAULTS.effectiveRotation())
                .isEqualTo(new RotationPolicy(true, Duration.ofSeconds(30), window, OnMissing.ADOPT));
    }

    @Test
    void withWhenOnePartChangesThenOthersStay() {
        ClaimLimits small = new ClaimLimits(100, 2, 3);

        SessionSettings changed = DEFAULTS.withClaimLimits(small);

        assertThat(changed.claimLimits()).isEqualTo(small);
        assertThat(changed.withClaimLimits(ClaimLimits.DEFAULT)).isEqualTo(DEFAULTS);
    }

    @Test
    void lifetimesWhenSessionIsUnderOneSecondThenRefused() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(999))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DEFAULTS.lifetimes().withSession(wrong))
                    .withMessageContaining("session.lifetime");
        }
    }

    @Test
    void lifetimesWhenThereIsFractionOfSecondThenRefused() {
        Duration fraction = Duration.ofSeconds(90, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.lifetimes().withSession(fraction))
                .withMessageContaining("whole seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.lifetimes().withRefresh(fraction, ABSOLUTE))
                .withMessageContaining("whole seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.lifetimes().withRefresh(REFRESH, ABSOLUTE.plusMillis(1)))
                .withMessageContaining("whole seconds");
    }

    @Test
    void lifetimesWhenRefreshOutlivesAbsoluteThenRefused() {
        assertThat(DEFAULTS.lifetimes().withRefresh(ABSOLUTE, ABSOLUTE).refresh())
                .isEqualTo(ABSOLUTE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.lifetimes().withRefresh(ABSOLUTE.plusSeconds(1), ABSOLUTE))
                .withMessageContaining("refresh.lifetime")
                .withMessageContaining("refresh.absolute-lifetime");
    }

    @Test
    void lifetimesWhenAbsoluteIsOverFourHundredDaysThenRefused() {
        Duration longest = Duration.ofDays(400);

        assertThat(DEFAULTS.lifetimes().withRefresh(REFRESH, longest).absolute())
                .isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.lifetimes().withRefresh(REFRESH, longest.plusSeconds(1)))
                .withMessageContaining("400 days");
    }

    @Test
    void lifetimesWhenLeewayIsOutOfRangeThenRefused() {
        for (Duration wrong : List.of(Duration.ofSeconds(61), Duration.ofNanos(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Lifetimes(SESSION, REFRESH, ABSOLUTE, wrong))
                    .withMessageContaining("leeway");
        }
    }

    @Test
    void signaturesWhenRefreshTokensWouldDifferEachTimeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signatures(Algorithm.RS256, Algorithm.ES256))
                .withMessageContaining("refresh.signature");
    }

    @Test
    void settingsWhenIssuerIsBlankThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(
                        " ",
                        DEFAULTS.lifetimes(),
                        DEFAULTS.signatures(),
                        DEFAULTS.rotation(),
                        ClaimLimits.DEFAULT,
                        DEFAULTS.conversion()))
                .withMessageContaining("issuer");
    }

    @Test
    void buildWhenKeysLackTheAlgorithmThenFailsAtStart() {
        SessionSettings elliptic = DEFAULTS.withSignatures(new Signatures(Algorithm.ES256, Algorithm.HS256));

        assertThatThrownBy(() -> TestNode.with(elliptic))
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("ES256");
    }

    @Test
    void buildWhenSessionTokensWouldBeSecretThenFailsAtStart() {
        SessionSettings secret = DEFAULTS.withSignatures(new Signatures(Algorithm.HS256, Algorithm.HS256));

        assertThatIllegalArgumentException().isThrownBy(() -> TestNode.with(secret));
    }
}
