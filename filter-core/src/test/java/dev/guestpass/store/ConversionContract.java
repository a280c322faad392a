// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionStore.BeginOutcome.AlreadyConverted;
import dev.guestpass.store.SessionStore.BeginOutcome.Begun;
import dev.guestpass.store.SessionStore.BeginOutcome.Ended;
import dev.guestpass.store.SessionStore.BeginOutcome.ForAnotherLogin;
import dev.guestpass.store.SessionStore.BeginOutcome.InProgress;
import dev.guestpass.store.SessionStore.RotateOutcome;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** How a session is claimed for a conversion, and what becomes of the claim. */
public interface ConversionContract extends StoreUnderTest {

    @Test
    default void beginConversionWhenThereIsNoRecordThenBegun() {
        SessionSnapshot session = born();

        assertThat(begin(session, "ann")).isEqualTo(new Begun(session));
    }

    @Test
    default void beginConversionWhenClaimsChangedThenBegunWithNewest() {
        SessionSnapshot session = born();
        SessionSnapshot updated = updated(session, ClaimsChange.set("cart", "c-1"));

        assertThat(begin(session, "ann")).isEqualTo(new Begun(updated));
    }

    @Test
    default void beginConversionWhenBegunThenInProgressForEveryone() {
        SessionSnapshot session = born();
        begin(session, "ann");

        assertThat(begin(session, "ann")).isInstanceOf(InProgress.class);
        assertThat(begin(session, "bob")).isInstanceOf(InProgress.class);
    }

    @Test
    default void beginConversionWhenInProgressThenAnswerSaysUntilWhen() {
        SessionSnapshot session = born();
        begin(session, "ann");

        assertThat(begin(session, "ann"))
                .isInstanceOfSatisfying(
                        InProgress.class,
                        progress -> assertThat(progress.until())
                                .isCloseTo(now().plus(LEASE), within(2, ChronoUnit.SECONDS)));
    }

    @Test
    default void beginConversionWhenJustBeforeLeaseEndsThenInProgress() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.minus(tick()));

        assertThat(begin(session, "ann")).isInstanceOf(InProgress.class);
    }

    @Test
    default void beginConversionWhenLeaseEndsThenTakenOver() {
        assumeThat(isTimeExact()).isTrue();
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE);

        assertThat(begin(session, "ann")).isEqualTo(new Begun(session));
    }

    @Test
    default void beginConversionWhenLeaseRanOutThenTakenOverForTheSameLoginAlone() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plus(tick()));

        assertThat(begin(session, "bob")).isEqualTo(new ForAnotherLogin());
        assertThat(begin(session, "ann")).isEqualTo(new Begun(session));
    }

    @Test
    default void beginConversionWhenTakenOverThenLeaseCountsAnew() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plus(tick()));
        begin(session, "ann");
        advance(LEASE.minus(tick()));

        assertThat(begin(session, "ann")).isInstanceOf(InProgress.class);
    }

    /** The first attempt may have moved something already, whatever the second one found. */
    @Test
    default void abandonConversionWhenItTookOverThenStillForTheSameLoginAlone() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plus(tick()));
        begin(session, "ann");
        store().abandonConversion(session, StoreUnderTest.claim("ann"));

        assertThat(begin(session, "bob")).isEqualTo(new ForAnotherLogin());
        assertThat(begin(session, "ann")).isEqualTo(new Begun(session));
    }

    @Test
    default void beginConversionWhenCompletedThenSameReceiptForTheSameLoginAlone() {
        SessionSnapshot session = born();
        begin(session, "ann");
        ConversionReceipt receipt = complete(session, "ann", "account-1");

        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(receipt));
        assertThat(begin(session, "bob")).isEqualTo(new ForAnotherLogin());
    }

    @Test
    default void beginConversionWhenEndedThenEnded() {
        SessionSnapshot session = born();
        store().end(session);

        assertThat(begin(session, "ann")).isEqualTo(new Ended());
    }

    @Test
    default void beginConversionWhenTokenIsAheadThenBegunAtItsGeneration() {
        SessionSnapshot ahead = born(5);
        rotate(ahead.atGeneration(0, ahead.rotatedAt()));

        assertThat(begin(ahead, "ann")).isEqualTo(new Begun(ahead));
    }

    @Test
    default void rotateWhenConversionIsInProgressThenClaimSurvives() {
        SessionSnapshot session = born();
        begin(session, "ann");

        next(next(session));

        assertThat(begin(session, "bob")).isInstanceOf(InProgress.class);
    }

    @Test
    default void completeConversionWhenBegunThenReceiptIsRecorded() {
        SessionSnapshot session = born();
        begin(session, "ann");

        ConversionReceipt recorded = complete(session, "ann", "account-1");

        assertThat(recorded).isEqualTo(receipt(session, "account-1"));
    }

    @Test
    default void completeConversionWhenCompletedThenFirstReceiptStays() {
        SessionSnapshot session = born();
        begin(session, "ann");
        ConversionReceipt first = complete(session, "ann", "account-1");

        assertThat(complete(session, "ann", "account-2")).isEqualTo(first);
        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(first));
    }

    @Test
    default void completeConversionWhenTakenOverThenFirstReceiptStays() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plus(tick()));
        begin(session, "ann");
        ConversionReceipt first = complete(session, "ann", "account-1");

        assertThat(complete(session, "ann", "account-1")).isEqualTo(first);
    }

    @Test
    default void completeConversionWhenLeaseRanOutThenReceiptIsRecorded() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plus(Duration.ofHours(1)));

        ConversionReceipt receipt = complete(session, "ann", "account-1");

        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(receipt));
    }

    @Test
    default void completeConversionWhenDoneThenAllTokensAreDead() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        begin(first, "ann");
        complete(first, "ann", "account-1");

        assertThat(rotate(session)).isEqualTo(new RotateOutcome.Ended());
        assertThat(rotate(first)).isEqualTo(new RotateOutcome.Ended());
        assertThat(ended()).contains(session.sessionId());
    }

    @Test
    default void completeConversionWhenEndedMeanwhileThenReceiptIsRecorded() {
        SessionSnapshot session = born();
        begin(session, "ann");
        store().end(session);

        ConversionReceipt receipt = complete(session, "ann", "account-1");

        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(receipt));
    }

    @Test
    default void completeConversionWhenRecordWasLostThenReceiptIsRecorded() {
        SessionSnapshot session = born();

        ConversionReceipt receipt = complete(session, "ann", "account-1");

        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(receipt));
    }

    @Test
    default void completeConversionWhenMergedThenKindIsRecorded() {
        SessionSnapshot session = born();
        ConversionReceipt promoted = receipt(session, "Zoë");
        ConversionReceipt merged = new ConversionReceipt(
                "conversion-1",
                session.sessionId(),
                session.subject(),
                "Zoë",
                ConversionReceipt.Kind.MERGED,
                promoted.convertedAt());

        store().completeConversion(session, StoreUnderTest.claim("ann"), merged);

        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(merged));
    }

    @Test
    default void abandonConversionWhenBegunThenAnyoneMayBegin() {
        SessionSnapshot session = born();
        begin(session, "ann");

        store().abandonConversion(session, StoreUnderTest.claim("ann"));

        assertThat(begin(session, "bob")).isEqualTo(new Begun(session));
    }

    @Test
    default void abandonConversionWhenClaimIsAnothersThenNothingHappens() {
        SessionSnapshot session = born();
        begin(session, "ann");

        store().abandonConversion(session, StoreUnderTest.claim("bob"));

        assertThat(begin(session, "ann")).isInstanceOf(InProgress.class);
    }

    @Test
    default void abandonConversionWhenTakenOverByLaterAttemptThenThatGoesOn() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plusSeconds(2));
        store().beginConversion(session, StoreUnderTest.claim("ann", "attempt-2"));

        store().abandonConversion(session, StoreUnderTest.claim("ann", "attempt-1"));

        assertThat(begin(session, "bob")).isInstanceOf(InProgress.class);
    }

    @Test
    default void abandonConversionWhenNeverBegunThenNothingHappens() {
        SessionSnapshot session = born();

        store().abandonConversion(session, StoreUnderTest.claim("ann"));

        assertThat(begin(session, "ann")).isEqualTo(new Begun(session));
    }

    @Test
    default void abandonConversionWhenCompletedThenReceiptStays() {
        SessionSnapshot session = born();
        begin(session, "ann");
        ConversionReceipt receipt = complete(session, "ann", "account-1");

        store().abandonConversion(session, StoreUnderTest.claim("ann"));

        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(receipt));
    }

    @Test
    default void abandonConversionWhenDoneThenSessionIsAliveAsBefore() {
        SessionSnapshot session = born();
        SessionSnapshot updated = updated(session, ClaimsChange.set("cart", "c-1"));
        begin(session, "ann");

        store().abandonConversion(session, StoreUnderTest.claim("ann"));

        assertThat(next(session).claims()).isEqualTo(updated.claims());
    }

    @Test
    default void beginConversionWhenKnownBySessionTokenThenAbsoluteEndIsKept() {
        SessionSnapshot session = born();
        begin(TestSnapshots.asSessionTokenHasIt(session), "ann");
        store().abandonConversion(session, StoreUnderTest.claim("ann"));

        SessionSnapshot next = next(session);

        assertThat(next).isEqualTo(session.atGeneration(1, next.rotatedAt()));
    }
}
