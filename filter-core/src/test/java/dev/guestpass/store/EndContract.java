// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a session ends, who hears of it, and for how long it is remembered. */
public interface EndContract extends StoreUnderTest {

    /** How long a record outlives the last token. */
    Duration KEPT_LONGER = Duration.ofHours(1);

    @Test
    default void endWhenRecordExistsThenEveryTokenIsEnded() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);

        store().end(session);

        assertThat(rotate(session)).isEqualTo(new Ended());
        assertThat(rotate(first)).isEqualTo(new Ended());
    }

    @Test
    default void endWhenThereIsNoRecordThenEnded() {
        SessionSnapshot session = born();

        store().end(session);

        assertThat(rotate(session)).isEqualTo(new Ended());
        assertThat(ended()).contains(session.sessionId());
    }

    @Test
    default void endWhenEndedThenNothingChanges() {
        SessionSnapshot session = born();
        store().end(session);

        store().end(session);

        assertThat(rotate(session)).isEqualTo(new Ended());
        assertThat(ended()).containsOnlyOnce(session.sessionId());
    }

    @Test
    default void endWhenConvertedThenReceiptStays() {
        SessionSnapshot session = born();
        begin(session, "ann");
        ConversionReceipt receipt = complete(session, "ann", "account-1");

        store().end(session);

        assertThat(begin(session, "ann")).isEqualTo(new BeginOutcome.AlreadyConverted(receipt));
    }

    @Test
    default void endWhenOneSessionThenOthersLive() {
        SessionSnapshot session = born();
        SessionSnapshot other = born();

        store().end(session);

        assertThat(rotate(other)).isInstanceOf(Rotated.class);
        assertThat(ended()).doesNotContain(other.sessionId());
    }

    @Test
    default void rotateWhenTokenIsAheadOfTombstoneThenEnded() {
        SessionSnapshot session = born();
        store().end(session);

        assertThat(rotate(session.atGeneration(100, session.rotatedAt()))).isEqualTo(new Ended());
        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    default void updateClaimsWhenTokenIsAheadOfTombstoneThenEnded() {
        SessionSnapshot session = born();
        store().end(session);
        SessionSnapshot ahead = session.atGeneration(100, session.rotatedAt()).withClaims(Claims.of(Map.of("a", 1)), 9);

        assertThat(update(ahead, "cart", "c-1")).isEqualTo(new UpdateOutcome.Ended());
        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    default void abandonConversionWhenEndedMeanwhileThenStaysEnded() {
        SessionSnapshot session = born();
        begin(session, "ann");
        store().end(session);

        store().abandonConversion(session, StoreUnderTest.claim("ann"));

        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    default void endedSinceWhenNothingEndedThenEmpty() {
        next(born());

        assertThat(ended()).isEmpty();
    }

    @Test
    default void endedSinceWhenEndedThenStoreTimeIsTold() {
        advance(Duration.ofHours(3));
        Instant before = now();
        SessionSnapshot session = born();

        store().end(session);

        assertThat(store().endedSince(before)).singleElement().satisfies(ended -> {
            assertThat(ended.sessionId()).isEqualTo(session.sessionId());
            assertThat(ended.endedAt()).isBetween(before, now());
        });
    }

    @Test
    default void endedSinceWhenEndedBeforeThenNotTold() {
        SessionSnapshot session = born();
        store().end(session);
        advance(tick());

        assertThat(store().endedSince(now())).isEmpty();
    }

    @Test
    default void endedSinceWhenEndedAtThatMomentThenTold() {
        assumeThat(isTimeExact()).isTrue();
        SessionSnapshot session = born();
        store().end(session);

        assertThat(store().endedSince(now())).hasSize(1);
    }

    @Test
    default void endedSinceWhenEndedTwiceThenFirstTimeCounts() {
        SessionSnapshot session = born();
        store().end(session);
        advance(Duration.ofHours(1));
        Instant later = now();

        store().end(session);

        assertThat(store().endedSince(later)).isEmpty();
    }

    @Test
    default void deleteExpiredWhenLastTokenMayLiveThenTombstoneStays() {
        SessionSnapshot session = born();
        store().end(session);
        advance(TestSnapshots.LIFETIME.plus(KEPT_LONGER).minus(tick()));

        store().deleteExpired(now(), 1_000);

        assertThat(ended()).contains(session.sessionId());
        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    default void deleteExpiredWhenLastTokenExpiredThenTombstoneIsGone() {
        SessionSnapshot session = born();
        store().end(session);
        advance(TestSnapshots.LIFETIME.plus(KEPT_LONGER).plus(tick()));

        store().deleteExpired(now(), 1_000);

        assertThat(ended()).doesNotContain(session.sessionId());
    }

    @Test
    default void deleteExpiredWhenRefreshedThenRecordLivesAsLongAsItsNewestToken() {
        SessionSnapshot session = born();
        advance(Duration.ofDays(20));
        SessionSnapshot first = next(session);
        advance(Duration.ofDays(20));

        store().deleteExpired(now(), 1_000);

        assertThat(next(first).generation()).isEqualTo(2);
    }

    @Test
    default void deleteExpiredWhenEndedAfterRefreshThenTombstoneOutlivesNewestToken() {
        SessionSnapshot session = born();
        advance(Duration.ofDays(20));
        SessionSnapshot first = next(session);
        store().end(session);
        advance(Duration.ofDays(27));

        store().deleteExpired(now(), 1_000);

        assertThat(rotate(first)).isEqualTo(new Ended());
    }

    @Test
    default void deleteExpiredWhenEndedByTokenTheStoreLostThenTombstoneOutlivesIt() {
        SessionSnapshot session = born();
        next(session);
        advance(Duration.ofDays(20));
        SessionSnapshot ahead = session.atGeneration(9, born().rotatedAt());
        store().end(ahead);
        advance(Duration.ofDays(27));

        store().deleteExpired(now(), 1_000);

        assertThat(rotate(ahead)).isEqualTo(new Ended());
    }

    @Test
    default void deleteExpiredWhenLimitedThenNoMoreThanThat() {
        store().end(born());
        store().end(born());
        advance(TestSnapshots.LIFETIME.plus(KEPT_LONGER).plus(tick()));

        assertThat(store().deleteExpired(now(), 1)).isLessThanOrEqualTo(1);
    }

    @Test
    default void deleteExpiredWhenNothingExpiredThenNothingIsDeleted() {
        next(born());

        assertThat(store().deleteExpired(now(), 1_000)).isZero();
    }
}
