// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Adopted;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Replayed;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStore.RotateOutcome.Unknown;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How refresh tokens that are current, ahead of the store or past the absolute end are answered. */
public interface RotationContract extends StoreUnderTest {

    @Test
    default void rotateWhenNeverSeenThenFirstGeneration() {
        SessionSnapshot session = born(Claims.of(Map.of("cart", "c-1")));

        SessionSnapshot next = next(session);

        assertThat(next).isEqualTo(session.atGeneration(1, next.rotatedAt()));
    }

    @Test
    default void rotateWhenCurrentThenNextGeneration() {
        SessionSnapshot first = next(born());

        assertThat(next(first).generation()).isEqualTo(2);
    }

    @Test
    default void rotateWhenAcceptedThenGenerationBeginsInStoreTime() {
        SessionSnapshot session = born();
        advance(Duration.ofHours(3));

        SessionSnapshot next = next(session);

        assertThat(next.rotatedAt()).isBetween(session.rotatedAt().plus(Duration.ofHours(3)), now());
    }

    @Test
    default void rotateWhenSessionHasTenantThenNextHasIt() {
        SessionSnapshot plain = born();
        SessionSnapshot session = new SessionSnapshot(
                plain.sessionId(), "A-subject", "shop-1", 0, Claims.empty(), 0, plain.rotatedAt(), LEASE, plain.end());

        SessionSnapshot second = next(next(session));

        assertThat(second.tenant()).contains("shop-1");
        assertThat(second.lifetime()).isEqualTo(LEASE);
    }

    @Test
    default void rotateWhenJustBeforeAbsoluteEndThenNextGeneration() {
        SessionSnapshot session = born();
        advance(TestSnapshots.ABSOLUTE_LIFETIME.minus(tick()));

        SessionSnapshot next = next(session);

        assertThat(next.expiresAt()).isEqualTo(session.end());
    }

    @Test
    default void rotateWhenAtAbsoluteEndThenEnded() {
        assumeThat(isTimeExact()).isTrue();
        SessionSnapshot session = born();
        advance(TestSnapshots.ABSOLUTE_LIFETIME);

        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    default void rotateWhenJustAfterAbsoluteEndThenEnded() {
        SessionSnapshot session = born();
        advance(TestSnapshots.ABSOLUTE_LIFETIME.plus(tick()));

        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    default void rotateWhenRefreshedForYearThenAbsoluteEndStaysFixed() {
        SessionSnapshot session = born();
        SessionSnapshot current = session;
        for (int day = 0; day < 179; day += 20) {
            current = next(current);
            advance(Duration.ofDays(20));
        }

        assertThat(current.end()).isEqualTo(session.end());
        assertThat(rotate(current)).isEqualTo(new Ended());
    }

    @Test
    default void rotateWhenRecordIsMissingThenAdopted() {
        SessionSnapshot ahead = born(5);

        RotateOutcome outcome = rotate(ahead);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Adopted.class,
                        adopted -> assertThat(adopted.session())
                                .isEqualTo(
                                        ahead.atGeneration(6, adopted.session().rotatedAt())));
    }

    @Test
    default void rotateWhenAdoptedThenTokenMayComeAgainInItsInterval() {
        SessionSnapshot ahead = born(5);
        rotate(ahead);

        assertThat(repeated(ahead, STRICT).generation()).isEqualTo(6);
    }

    @Test
    default void rotateWhenAdoptedThenTokenIsReplayedAfterItsInterval() {
        SessionSnapshot ahead = born(5);
        rotate(ahead);
        advance(REUSE.plus(tick()));

        assertThat(rotateStrictly(ahead)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenAheadOfRecordThenAdopted() {
        SessionSnapshot first = next(born());

        RotateOutcome outcome = rotate(first.atGeneration(7, first.rotatedAt()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Adopted.class,
                        adopted -> assertThat(adopted.session().generation()).isEqualTo(8));
    }

    @Test
    default void rotateWhenRecordIsMissingAndPolicyRefusesThenUnknown() {
        SessionSnapshot ahead = born(5);

        assertThat(store().rotate(ahead, REFUSING)).isEqualTo(new Unknown());
        assertThat(rotate(ahead)).isInstanceOf(Adopted.class);
    }

    @Test
    default void rotateWhenAheadOfRecordAndPolicyRefusesThenRecordStays() {
        SessionSnapshot first = next(born());

        RotateOutcome outcome = store().rotate(first.atGeneration(7, first.rotatedAt()), REFUSING);

        assertThat(outcome).isEqualTo(new Unknown());
        assertThat(next(first).generation()).isEqualTo(2);
    }

    @Test
    default void rotateWhenNeverSeenAndPolicyRefusesThenFirstGeneration() {
        assertThat(store().rotate(born(), REFUSING)).isInstanceOf(Rotated.class);
    }

    @Test
    default void rotateWhenClaimsAreLostAndPolicyRefusesThenUnknown() {
        SessionSnapshot session = born();
        SessionSnapshot changed = session.withClaims(Claims.of(Map.of("cart", "c-1")), 1);

        assertThat(store().rotate(changed, REFUSING)).isEqualTo(new Unknown());
    }

    @Test
    default void rotateWhenTokenHasNewerClaimsThenAdoptedWithThem() {
        SessionSnapshot session = born();
        SessionSnapshot changed = session.withClaims(Claims.of(Map.of("cart", "c-1")), 1);

        RotateOutcome outcome = rotate(changed);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Adopted.class,
                        adopted -> assertThat(adopted.session())
                                .isEqualTo(changed.atGeneration(
                                        1, adopted.session().rotatedAt())));
    }

    @Test
    default void rotateWhenRecordHasNewerClaimsThenTheyStay() {
        SessionSnapshot session = born();
        updated(session, ClaimsChange.set("cart", "c-1"));

        SessionSnapshot next = next(session);

        assertThat(next.claims().string("cart")).contains("c-1");
        assertThat(next.claimsVersion()).isEqualTo(1);
    }

    @Test
    default void rotateWhenAheadButRecordHasNewerClaimsThenTheyStay() {
        SessionSnapshot session = born();
        updated(session, ClaimsChange.set("cart", "c-1"));

        RotateOutcome outcome = rotate(session.atGeneration(3, session.rotatedAt()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Adopted.class,
                        adopted -> assertThat(adopted.session().claims().string("cart"))
                                .contains("c-1"));
    }

    @Test
    default void rotateWhenPolicyDoesNotRotateThenSameGeneration() {
        SessionSnapshot session = born();
        advance(Duration.ofDays(3));

        assertThat(repeated(session, FIXED)).isEqualTo(session);
        assertThat(repeated(session, FIXED)).isEqualTo(session);
    }

    @Test
    default void rotateWhenPolicyDoesNotRotateThenOldGenerationIsNoReplay() {
        SessionSnapshot session = born();
        SessionSnapshot second = next(next(session));
        advance(Duration.ofDays(3));

        assertThat(repeated(session, FIXED)).isEqualTo(second);
    }

    @Test
    default void rotateWhenPolicyDoesNotRotateAndTokenIsAheadThenAdoptedAsItIs() {
        SessionSnapshot ahead = born(5);

        assertThat(store().rotate(ahead, FIXED)).isEqualTo(new Adopted(ahead));
        assertThat(repeated(ahead, FIXED)).isEqualTo(ahead);
    }

    @Test
    default void rotateWhenPolicyDoesNotRotateThenEndedSessionIsEnded() {
        SessionSnapshot session = born();
        store().end(session);

        assertThat(store().rotate(session, FIXED)).isEqualTo(new Ended());
    }

    @Test
    default void rotateWhenInstantsAreReadBackThenWholeSeconds() {
        advance(Duration.ofMillis(345));

        SessionSnapshot next = next(born());

        assertThat(next.rotatedAt()).isEqualTo(next.rotatedAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
