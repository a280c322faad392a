// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Replayed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How refresh tokens that were replaced are answered: in their reuse interval, after a lost response, as a replay. */
public interface ReuseContract extends StoreUnderTest {

    @Test
    default void rotateWhenRepeatedAtOnceThenSameAnswer() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);

        assertThat(repeated(session, STRICT)).isEqualTo(first);
    }

    @Test
    default void rotateWhenRepeatedThenCurrentGenerationGoesOn() {
        SessionSnapshot session = born();
        repeated(next(session).atGeneration(0, session.rotatedAt()), STRICT);

        assertThat(rotate(session.atGeneration(1, session.rotatedAt())))
                .isInstanceOfSatisfying(
                        RotateOutcome.Rotated.class,
                        rotated -> assertThat(rotated.session().generation()).isEqualTo(2));
    }

    @Test
    default void rotateWhenJustBeforeReuseIntervalEndsThenRepeated() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(REUSE.minus(tick()));

        assertThat(repeated(session, STRICT)).isEqualTo(first);
    }

    @Test
    default void rotateWhenReuseIntervalEndsThenRepeated() {
        assumeThat(isTimeExact()).isTrue();
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(REUSE);

        assertThat(repeated(session, STRICT)).isEqualTo(first);
    }

    @Test
    default void rotateWhenJustAfterReuseIntervalThenReplayed() {
        SessionSnapshot session = born();
        next(session);
        advance(REUSE.plus(tick()));

        assertThat(rotateStrictly(session)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenLongestReuseIntervalEndsThenRepeatedAlthoughOwnerMovedOn() {
        assumeThat(isTimeExact()).isTrue();
        Duration longest = Duration.ofSeconds(60);
        RotationPolicy policy = new RotationPolicy(true, longest, Duration.ZERO, OnMissing.ADOPT);
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(longest);
        SessionSnapshot second = next(first);

        assertThat(repeated(session, policy)).isEqualTo(second);
    }

    @Test
    default void rotateWhenReuseIntervalIsZeroThenReplayedAfterwards() {
        RotationPolicy policy = new RotationPolicy(true, Duration.ZERO, Duration.ZERO, OnMissing.ADOPT);
        SessionSnapshot session = born();
        next(session);
        advance(tick());

        assertThat(store().rotate(session, policy)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenRepeatedThenReuseIntervalIsNotExtended() {
        SessionSnapshot session = born();
        next(session);
        advance(REUSE.dividedBy(2));
        repeated(session, STRICT);
        advance(REUSE.dividedBy(2).plus(tick()));

        assertThat(rotateStrictly(session)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenSeveralGenerationsBehindInOwnIntervalThenCurrent() {
        SessionSnapshot session = born();
        SessionSnapshot third = next(next(next(session)));

        assertThat(repeated(session, STRICT)).isEqualTo(third);
    }

    @Test
    default void rotateWhenOwnerJustRefreshedThenThiefsReplayIsSeen() {
        SessionSnapshot stolen = born();
        SessionSnapshot first = next(stolen);
        advance(REUSE.plus(tick()));
        next(first);

        assertThat(rotate(stolen)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenOwnersPredecessorIsInIntervalThenOnlyOlderOneIsReplayed() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(REUSE.plus(tick()));
        SessionSnapshot second = next(first);

        assertThat(repeated(first, STRICT)).isEqualTo(second);
        assertThat(rotateStrictly(session)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenReplayedThenEndedInTheSameStep() {
        SessionSnapshot session = born();
        SessionSnapshot second = next(next(session));
        advance(REUSE.plus(tick()));

        rotate(session);

        assertThat(rotate(second)).isEqualTo(new Ended());
        assertThat(ended()).contains(session.sessionId());
    }

    @Test
    default void rotateWhenReplayedThenAnswerHasCurrentGeneration() {
        SessionSnapshot session = born();
        SessionSnapshot second = next(next(session));
        advance(REUSE.plus(tick()));

        assertThat(rotate(session)).isEqualTo(new Replayed(second));
    }

    @Test
    default void rotateWhenReplayedAgainThenEnded() {
        SessionSnapshot session = born();
        next(next(session));
        advance(REUSE.plus(tick()));
        rotate(session);

        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    default void rotateWhenResponseWasLostThenCurrent() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(Duration.ofHours(1));

        assertThat(repeated(session, POLICY)).isEqualTo(first);
    }

    @Test
    default void rotateWhenResponseWasLostTwiceThenCurrentAndItGoesOn() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(Duration.ofHours(1));
        repeated(session, POLICY);
        advance(Duration.ofHours(1));

        assertThat(repeated(session, POLICY)).isEqualTo(first);
        assertThat(next(first).generation()).isEqualTo(2);
    }

    @Test
    default void rotateWhenResponseArrivedThenNoLostResponse() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(Duration.ofHours(1));
        next(first);

        assertThat(rotate(session)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenResponseOfLaterGenerationWasLostThenCurrent() {
        SessionSnapshot first = next(born());
        advance(Duration.ofHours(1));
        SessionSnapshot second = next(first);
        advance(Duration.ofHours(1));

        assertThat(repeated(first, POLICY)).isEqualTo(second);
    }

    @Test
    default void rotateWhenJustBeforeLostResponseWindowEndsThenCurrent() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        advance(LOST_RESPONSE.minus(tick()));

        assertThat(repeated(session, POLICY)).isEqualTo(first);
    }

    @Test
    default void rotateWhenJustAfterLostResponseWindowThenReplayed() {
        SessionSnapshot session = born();
        next(session);
        advance(LOST_RESPONSE.plus(tick()));

        assertThat(rotate(session)).isInstanceOf(Replayed.class);
    }

    @Test
    default void rotateWhenLostResponseIsOffThenReplayed() {
        SessionSnapshot session = born();
        next(session);
        advance(Duration.ofHours(1));

        assertThat(rotateStrictly(session)).isInstanceOf(Replayed.class);
    }
}
