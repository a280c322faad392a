// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.store.SessionSteps.Step;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Replayed;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the contract of the stores can not see: the record between two steps. */
class SessionStepsTest {

    private static final Instant NOW = MutableClock.START;
    private static final RotationPolicy POLICY = StoreUnderTest.STRICT;

    private final SessionSnapshot session = TestSnapshots.born(Claims.of(Map.of("cart", "c-1")));

    private static SessionRecord rotated(SessionRecord before, SessionSnapshot presented, Instant now) {
        return SessionSteps.rotate(before, presented, StoreUnderTest.POLICY, now)
                .after();
    }

    @Test
    void rotateWhenFirstThenRecordHasFirstUse() {
        SessionRecord after = rotated(null, session, NOW);

        assertThat(after.firstUses()).isEqualTo(Map.of(0L, NOW));
        assertThat(after.isAlive()).isTrue();
        assertThat(after.keepUntil()).isEqualTo(after.session().expiresAt().plus(Duration.ofHours(1)));
    }

    @Test
    void rotateWhenRepeatedThenRecordIsTheVerySame() {
        SessionRecord before = rotated(null, session, NOW);

        Step<RotateOutcome> step = SessionSteps.rotate(before, session, POLICY, NOW.plusSeconds(1));

        assertThat(step.after()).isSameAs(before);
        assertThat(step.outcome()).isEqualTo(new Repeated(before.session()));
    }

    @Test
    void rotateWhenOftenThenFirstUsesAreForgottenInTime() {
        SessionRecord record = rotated(null, session, NOW);
        for (int i = 1; i <= 100; i++) {
            record = rotated(record, record.session(), NOW.plusSeconds(10L * i));
        }

        assertThat(record.firstUses()).hasSize(7).containsKey(100L).doesNotContainKey(93L);
    }

    @Test
    void rotateWhenFirstUseIsInTheFutureThenJustNow() {
        SessionRecord before = rotated(null, session, NOW.plusSeconds(3_600));

        Step<RotateOutcome> step = SessionSteps.rotate(before, session, POLICY, NOW);

        assertThat(step.outcome()).isInstanceOf(Repeated.class);
    }

    @Test
    void rotateWhenFirstUseIsUnknownThenReplayed() {
        SessionRecord before = rotated(null, session, NOW).withFirstUses(Map.of());

        Step<RotateOutcome> step = SessionSteps.rotate(before, session, POLICY, NOW);

        assertThat(step.outcome()).isEqualTo(new Replayed(before.session()));
    }

    @Test
    void rotateWhenReplayedThenTombstoneHoldsNoClaims() {
        SessionRecord before = rotated(rotated(null, session, NOW), session.atGeneration(1, NOW), NOW);

        SessionRecord after = rotated(before, session, NOW.plusSeconds(60));

        assertThat(after.isAlive()).isFalse();
        assertThat(after.endedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(after.session().claims()).isEqualTo(Claims.empty());
        assertThat(after.firstUses()).isEmpty();
    }

    @Test
    void rotateWhenTokenKnowsLaterEndThenRecordTakesIt() {
        SessionRecord partial = SessionRecord.of(TestSnapshots.asSessionTokenHasIt(session));

        SessionRecord after = rotated(partial, session, NOW);

        assertThat(after.session()).isEqualTo(session.atGeneration(1, NOW));
    }

    @Test
    void rotateWhenTokenIsBehindRecordThatKnowsMoreThenRecordStays() {
        SessionRecord before = rotated(null, session, NOW);

        SessionRecord after = rotated(before, TestSnapshots.asSessionTokenHasIt(session), NOW);

        assertThat(after.session().end()).isEqualTo(session.end());
    }

    @Test
    void updateClaimsWhenRefusedThenRecordIsTheVerySame() {
        SessionRecord before = rotated(null, session, NOW);
        ClaimsChange change = ClaimsChange.set("note", "x".repeat(1_100));

        assertThat(SessionSteps.updateClaims(before, session, change, ClaimLimits.DEFAULT, NOW)
                        .after())
                .isSameAs(before);
        assertThat(SessionSteps.updateClaims(null, session, change, ClaimLimits.DEFAULT, NOW)
                        .after())
                .isNull();
    }

    @Test
    void updateClaimsWhenDoneThenFirstUsesStay() {
        SessionRecord before = rotated(null, session, NOW);

        SessionRecord after = SessionSteps.updateClaims(
                        before, session, ClaimsChange.remove("cart"), ClaimLimits.DEFAULT, NOW)
                .after();

        assertThat(after.firstUses()).isEqualTo(before.firstUses());
        assertThat(after.session().rotatedAt()).isEqualTo(before.session().rotatedAt());
    }

    @Test
    void endWhenClaimIsOpenThenTombstoneHasNoneAndNoClaims() {
        SessionRecord before = SessionSteps.beginConversion(null, session, StoreUnderTest.claim("ann"), NOW)
                .after();

        SessionRecord after = SessionSteps.end(before, session, NOW).after();

        assertThat(after.lease()).isNull();
        assertThat(after.session().claims()).isEqualTo(Claims.empty());
    }

    @Test
    void endWhenEndedThenRecordIsTheVerySame() {
        SessionRecord before = SessionSteps.end(null, session, NOW).after();

        Step<Boolean> step = SessionSteps.end(before, session.atGeneration(9, NOW), NOW.plusSeconds(9));

        assertThat(step).isEqualTo(new Step<>(before, false));
    }

    @Test
    void abandonConversionWhenThereIsNoRecordThenNoneIsMade() {
        assertThat(SessionSteps.abandonConversion(null, StoreUnderTest.claim("ann")))
                .isEqualTo(new Step<>(null, false));
    }

    @Test
    void rotationPolicyWhenOutOfRangeThenRefused() {
        Duration tooLong = Duration.ofSeconds(60).plusNanos(1);
        Duration negative = Duration.ofNanos(-1);

        assertThatThrownBy(() -> new RotationPolicy(true, tooLong, Duration.ZERO, OnMissing.ADOPT))
                .hasMessageContaining("0 to 60 seconds");
        assertThatThrownBy(() -> new RotationPolicy(true, negative, Duration.ZERO, OnMissing.ADOPT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RotationPolicy(true, Duration.ZERO, negative, OnMissing.ADOPT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void conversionClaimWhenLeaseIsNotPositiveThenRefused() {
        assertThatThrownBy(() -> new ConversionClaim("id", "attempt", "hash", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConversionClaim("id", "attempt", "hash", Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rotateWhenInALoopThenFirstUsesStayFew() {
        SessionSnapshot session = TestSnapshots.born();
        SessionRecord row = SessionRecord.of(session);
        for (int i = 0; i < 400; i++) {
            row = SessionSteps.rotate(row, row.session(), StoreUnderTest.POLICY, MutableClock.START)
                    .after();
        }

        assertThat(row.firstUses()).hasSize(256).containsKey(399L).doesNotContainKey(143L);
    }
}
