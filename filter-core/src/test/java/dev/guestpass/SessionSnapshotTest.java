// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSnapshotTest {

    private static final Instant START = MutableClock.START;
    private static final Duration LIFETIME = Duration.ofDays(28);
    private static final Instant END = START.plus(Duration.ofDays(180));

    @Test
    void expiresAtWhenFarFromTheEndThenSlides() {
        assertThat(snapshot("A", 0, LIFETIME, START).expiresAt()).isEqualTo(START.plus(LIFETIME));
    }

    @Test
    void expiresAtWhenLifetimeReachesTheEndThenTheEnd() {
        SessionSnapshot session = snapshot("A", 0, LIFETIME, START);

        assertThat(session.atGeneration(5, END.minus(LIFETIME)).expiresAt()).isEqualTo(END);
        assertThat(session.atGeneration(5, END.minusSeconds(1)).expiresAt()).isEqualTo(END);
        assertThat(session.atGeneration(5, END.minus(LIFETIME).minusSeconds(1)).expiresAt())
                .isEqualTo(END.minusSeconds(1));
    }

    @Test
    void atGenerationWhenRotatedThenTheRestStays() {
        SessionSnapshot born = snapshot("A", 0, LIFETIME, START);

        SessionSnapshot next = born.atGeneration(1, START.plusSeconds(600));

        assertThat(next.generation()).isEqualTo(1);
        assertThat(next.rotatedAt()).isEqualTo(START.plusSeconds(600));
        assertThat(next.atGeneration(0, START)).isEqualTo(born);
    }

    @Test
    void withClaimsWhenChangedThenTheRestStays() {
        SessionSnapshot born = snapshot("A", 0, LIFETIME, START);

        SessionSnapshot changed = born.withClaims(Claims.of(Map.of("a", 1)), 1);

        assertThat(changed.claimsVersion()).isEqualTo(1);
        assertThat(changed.withClaims(Claims.empty(), 0)).isEqualTo(born);
    }

    @Test
    void tenantWhenNoneThenEmpty() {
        assertThat(snapshot("A", 0, LIFETIME, START).tenant()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void newWhenSubjectIsBlankThenRefused(String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot(subject, 0, LIFETIME, START));
    }

    @Test
    void newWhenCounterIsNegativeThenRefused() {
        SessionSnapshot session = snapshot("A", 0, LIFETIME, START);

        assertThatIllegalArgumentException().isThrownBy(() -> session.atGeneration(-1, START));
        assertThatIllegalArgumentException().isThrownBy(() -> session.withClaims(Claims.empty(), -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void newWhenLifetimeIsNotPositiveThenRefused(Duration lifetime) {
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot("A", 0, lifetime, START));
    }

    @Test
    void newWhenInstantHasAFractionThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot("A", 0, LIFETIME, START.plusMillis(1)));
    }

    private static SessionSnapshot snapshot(String subject, long generation, Duration lifetime, Instant rotatedAt) {
        return new SessionSnapshot(
                new SessionId("session-1"), subject, null, generation, Claims.empty(), 0, rotatedAt, lifetime, END);
    }
}
