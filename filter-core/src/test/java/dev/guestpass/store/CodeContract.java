// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionId;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.store.VerificationRecord.State;
import dev.guestpass.store.VerificationStore.AttemptOutcome;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Elsewhere;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Exhausted;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Expired;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Proven;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Voided;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Wrong;
import dev.guestpass.store.VerificationStore.Budget;
import dev.guestpass.store.VerificationStore.Look;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Codes: by the session that asked, a few times, for a while. */
public interface CodeContract extends VerificationStoreUnderTest {

    @Test
    default void openWhenReadBackThenAsItWasGiven() {
        String login = VerificationStoreUnderTest.newKey();

        Challenge opened = opened(login, "n1", ANN);

        Optional<Look> look = store().look(login, "n1");
        assertThat(look.map(Look::challenge)).contains(opened);
        assertThat(opened.codeExpires()).isEqualTo(opened.startedAt().plus(CODE_LIFE));
        assertThat(opened.linkExpires()).isEqualTo(opened.startedAt().plus(LINK_LIFE));
        assertThat(opened.keyId()).isEqualTo("kid");
        assertThat(opened.sealedLogin()).isEqualTo("sealed");
        assertThat(opened.state()).isEqualTo(State.OPEN);
    }

    @Test
    default void attemptWhenRightThenProvenToThatSessionUntilTheEnd() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        AttemptOutcome first = right(login, "n1", ANN);

        assertThat(first).isInstanceOf(Proven.class);
        assertThat(((Proven) first).challenge().session()).isEqualTo(ANN);
        assertThat(((Proven) first).challenge().isProven()).isFalse();
        assertThat(right(login, "n1", EVE)).isEqualTo(new Elsewhere());
        advance(CODE_LIFE.minus(tick()));
        AttemptOutcome again = right(login, "n1", ANN);
        assertThat(((Proven) again).challenge().isProven()).isTrue();
        advance(tick());
        assertThat(right(login, "n1", ANN)).isEqualTo(new Expired());
    }

    @Test
    default void attemptWhenProvenThenWrongOnesAreCountedAsBefore() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        wrong(login, "n1", ANN);
        right(login, "n1", ANN);

        for (int left = TRIES - 2; left >= 0; left--) {
            assertThat(wrong(login, "n1", ANN)).isEqualTo(new Wrong(left));
        }

        assertThat(right(login, "n1", ANN)).isEqualTo(new Voided());
    }

    @Test
    default void attemptWhenProvenAgainThenYoungerOfAnotherSessionIsPending() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        right(login, "n1", ANN);
        opened(login, "n2", EVE);

        assertThat(right(login, "n1", ANN)).isInstanceOf(Proven.class);

        assertThat(right(login, "n2", EVE)).isInstanceOf(Proven.class);
    }

    @Test
    default void attemptWhenWrongThenCountedUntilVoid() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        for (int left = TRIES - 1; left >= 0; left--) {
            assertThat(wrong(login, "n1", ANN)).isEqualTo(new Wrong(left));
        }

        assertThat(right(login, "n1", ANN)).isEqualTo(new Voided());
        assertThat(confirm(login, "n1", ANN)).isEqualTo(new VerificationStore.ConfirmOutcome.Expired());
    }

    @Test
    default void attemptWhenRightAtTheLastTryThenProvenAgainToo() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        for (int i = 1; i < TRIES; i++) {
            wrong(login, "n1", ANN);
        }

        assertThat(right(login, "n1", ANN)).isInstanceOf(Proven.class);
        assertThat(right(login, "n1", ANN)).isInstanceOf(Proven.class);
    }

    @Test
    default void attemptWhenVoidThenNothingIsCompared() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        for (int i = 0; i < TRIES; i++) {
            wrong(login, "n1", ANN);
        }
        AtomicBoolean compared = new AtomicBoolean();

        store().attempt(login, "n1", ANN, BUDGET, TRIES, it -> compared.getAndSet(true));

        assertThat(compared).isFalse();
    }

    @Test
    default void attemptWhenOtherSessionThenElsewhereAndNotCounted() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        for (int i = 0; i < 2 * TRIES; i++) {
            assertThat(right(login, "n1", EVE)).isEqualTo(new Elsewhere());
        }

        assertThat(right(login, "n1", ANN)).isInstanceOf(Proven.class);
    }

    /** Strangers can use the wrong ones up; they can not keep the login's owner out who has a code at hand. */
    @Test
    default void attemptWhenStrangersUsedTheWrongOnesUpThenAFreshChallengeIsComparedOnce() {
        String login = VerificationStoreUnderTest.newKey();
        for (int i = 0; i < BUDGET.limit(); i++) {
            SessionId stranger = new SessionId("session-of-stranger-" + i);
            opened(login, "s" + i, stranger);
            wrong(login, "s" + i, stranger);
        }
        advance(Duration.ofMinutes(1));
        Budget more = new Budget(2 * BUDGET.limit(), BUDGET.window());
        store().open(login, VerificationStoreUnderTest.challenge("n1", ANN), more);
        store().open(login, VerificationStoreUnderTest.challenge("n2", EVE), more);

        assertThat(wrong(login, "n2", EVE)).isInstanceOf(Wrong.class);
        assertThat(wrong(login, "n2", EVE)).isInstanceOf(Exhausted.class);
        assertThat(right(login, "n1", ANN)).isInstanceOf(Proven.class);
    }

    @Test
    default void attemptWhenUnknownThenExpired() {
        String login = VerificationStoreUnderTest.newKey();

        assertThat(right(login, "n1", ANN)).isEqualTo(new Expired());
        opened(login, "n1", ANN);
        assertThat(right(login, "n2", ANN)).isEqualTo(new Expired());
        assertThat(right(VerificationStoreUnderTest.newKey(), "n1", ANN)).isEqualTo(new Expired());
    }

    @Test
    default void attemptWhenJustBeforeTheEndThenProven() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        advance(CODE_LIFE.minus(tick()));

        assertThat(right(login, "n1", ANN)).isInstanceOf(Proven.class);
    }

    @Test
    default void attemptWhenAtTheEndThenExpired() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        advance(CODE_LIFE);

        assertThat(right(login, "n1", ANN)).isEqualTo(new Expired());
    }

    @Test
    default void attemptWhenForgottenThenExpired() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        advance(Duration.ofDays(1));

        assertThat(right(login, "n1", ANN)).isEqualTo(new Expired());
        assertThat(store().look(login, "n1")).isEmpty();
    }

    @Test
    default void openWhenSameSessionAsksAgainThenOlderIsVoid() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        opened(login, "n2", ANN);

        assertThat(right(login, "n1", ANN)).isEqualTo(new Voided());
        assertThat(right(login, "n2", ANN)).isInstanceOf(Proven.class);
    }

    @Test
    default void openWhenOtherSessionAsksThenBothArePending() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        opened(login, "n2", EVE);

        assertThat(wrong(login, "n1", ANN)).isEqualTo(new Wrong(TRIES - 1));
        assertThat(wrong(login, "n2", EVE)).isEqualTo(new Wrong(TRIES - 1));
    }

    @Test
    default void attemptWhenProvenThenEveryOtherOfTheLoginIsVoid() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", EVE);
        opened(login, "n2", ANN);
        confirm(login, "n1", null);
        opened(login, "n3", ANN);

        assertThat(right(login, "n3", ANN)).isInstanceOf(Proven.class);

        assertThat(right(login, "n1", EVE)).isEqualTo(new Voided());
        assertThat(take(login, "n1", EVE)).isEmpty();
    }

    @Test
    default void attemptWhenProvenThenOtherLoginsArePending() {
        String login = VerificationStoreUnderTest.newKey();
        String other = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        opened(other, "n1", ANN);

        right(login, "n1", ANN);

        assertThat(right(other, "n1", ANN)).isInstanceOf(Proven.class);
    }

    @Test
    default void attemptWhenTooManyWrongForTheLoginThenComparedOnceUntilTheWindowEnds() {
        String login = VerificationStoreUnderTest.newKey();
        for (String nonce : List.of("n1", "n2")) {
            opened(login, nonce, EVE);
            for (int i = 0; i < TRIES; i++) {
                assertThat(wrong(login, nonce, EVE)).isInstanceOf(Wrong.class);
            }
        }
        opened(login, "n3", ANN);

        assertThat(wrong(login, "n3", ANN)).isEqualTo(new Wrong(TRIES - 1));
        assertThat(right(login, "n3", ANN))
                .isInstanceOfSatisfying(
                        Exhausted.class,
                        exhausted ->
                                assertThat(exhausted.retryAfter()).isPositive().isLessThanOrEqualTo(BUDGET.window()));
        assertThat(confirm(login, "n3", ANN)).isInstanceOf(VerificationStore.ConfirmOutcome.ProvenHere.class);
        advance(BUDGET.window());
        opened(login, "n4", ANN);
        assertThat(right(login, "n4", ANN)).isInstanceOf(Proven.class);
    }

    @Test
    default void attemptWhenOthersWereWrongForAnotherLoginThenProven() {
        String login = VerificationStoreUnderTest.newKey();
        String other = VerificationStoreUnderTest.newKey();
        for (int i = 0; i < 10; i++) {
            opened(login, "n" + i, EVE);
            wrong(login, "n" + i, EVE);
        }
        opened(other, "n1", ANN);

        assertThat(right(other, "n1", ANN)).isInstanceOf(Proven.class);
    }

    @Test
    default void voidAllWhenPendingThenVoid() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        store().voidAll(login);
        store().voidAll(VerificationStoreUnderTest.newKey());

        assertThat(right(login, "n1", ANN)).isEqualTo(new Voided());
    }
}
