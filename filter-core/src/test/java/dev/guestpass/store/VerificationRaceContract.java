// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Race;
import dev.guestpass.SessionId;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.store.VerificationStore.AttemptOutcome;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Proven;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Voided;
import dev.guestpass.store.VerificationStore.AttemptOutcome.Wrong;
import dev.guestpass.store.VerificationStore.Budget;
import dev.guestpass.store.VerificationStore.BudgetOutcome;
import dev.guestpass.store.VerificationStore.ConfirmOutcome;
import dev.guestpass.store.VerificationStore.OpenOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** That steps are atomic when many threads take them at once. */
public interface VerificationRaceContract extends VerificationStoreUnderTest {

    int ROUNDS = 3;

    @RepeatedTest(ROUNDS)
    default void attemptWhenManySubmitTheRightCodeThenOneIsTheFirst() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        List<AttemptOutcome> outcomes = Race.of(32, i -> right(login, "n1", ANN));

        assertThat(outcomes).hasOnlyElementsOfType(Proven.class);
        assertThat(outcomes)
                .filteredOn(it -> !((Proven) it).challenge().isProven())
                .hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    default void attemptWhenManySubmitWrongCodesThenNoMoreAnswersThanTries() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        List<AttemptOutcome> outcomes = Race.of(64, i -> wrong(login, "n1", ANN));

        assertThat(outcomes)
                .filteredOn(Wrong.class::isInstance)
                .containsExactlyInAnyOrder(new Wrong(4), new Wrong(3), new Wrong(2), new Wrong(1), new Wrong(0));
        assertThat(outcomes).filteredOn(new Voided()::equals).hasSize(64 - TRIES);
    }

    /** The right one is among the guesses: it wins if it comes before the fifth wrong one, and never otherwise. */
    @RepeatedTest(ROUNDS)
    default void attemptWhenManyGuessThenTriesBoundWhatIsLearnt() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        List<AttemptOutcome> outcomes = Race.of(64, i -> i == 40 ? right(login, "n1", ANN) : wrong(login, "n1", ANN));

        assertThat(outcomes).filteredOn(Wrong.class::isInstance).hasSize(TRIES);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Voided || outcome instanceof Proven)
                .hasSize(64 - TRIES);
    }

    @RepeatedTest(ROUNDS)
    default void attemptWhenManySessionsAtOnceThenOneProvesTheLogin() {
        String login = VerificationStoreUnderTest.newKey();
        Budget large = new Budget(100, Duration.ofHours(1));
        for (int i = 0; i < 16; i++) {
            store().open(login, VerificationStoreUnderTest.challenge("n" + i, new SessionId("session-" + i)), large);
        }

        List<AttemptOutcome> outcomes = Race.of(16, i -> right(login, "n" + i, new SessionId("session-" + i)));

        assertThat(outcomes).filteredOn(Proven.class::isInstance).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    default void confirmWhenManyThenOnceAndOneIsTheFirstToTakeIt() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        List<ConfirmOutcome> outcomes = Race.of(32, i -> confirm(login, "n1", EVE));
        List<Boolean> taken =
                Race.of(32, i -> !take(login, "n1", ANN).orElseThrow().isProven());

        assertThat(outcomes)
                .filteredOn(ConfirmOutcome.Confirmed.class::isInstance)
                .hasSize(1);
        assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    /** Code and link are two ways to one proof. */
    @RepeatedTest(ROUNDS)
    default void attemptWhenLinkAndCodeRaceThenOneIsTheFirst() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        List<Challenge> proofs = Race.of(
                30,
                i -> i % 2 == 0
                        ? ((Proven) right(login, "n1", ANN)).challenge()
                        : ((ConfirmOutcome.ProvenHere) confirm(login, "n1", ANN)).challenge());

        assertThat(proofs).filteredOn(proof -> !proof.isProven()).hasSize(1);
        assertThat(take(login, "n1", ANN)).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    default void spendWhenManyThenNoMoreThanTheLimit() {
        String key = VerificationStoreUnderTest.newKey();

        List<BudgetOutcome> outcomes = Race.of(48, i -> store().spend(key, BUDGET, "id" + i));

        assertThat(outcomes).filteredOn(new BudgetOutcome.Spent()::equals).hasSize(BUDGET.limit());
        assertThat(store().started(key)).hasSize(BUDGET.limit());
    }

    @RepeatedTest(ROUNDS)
    default void openWhenManyThenNoMoreThanTheLimitAndOneIsPending() {
        String login = VerificationStoreUnderTest.newKey();

        List<OpenOutcome> outcomes =
                Race.of(32, i -> store().open(login, VerificationStoreUnderTest.challenge("n" + i, ANN), BUDGET));

        assertThat(outcomes).filteredOn(OpenOutcome.Opened.class::isInstance).hasSize(BUDGET.limit());
        assertThat(outcomes)
                .filteredOn(OpenOutcome.Opened.class::isInstance)
                .map(it -> ((OpenOutcome.Opened) it).challenge().nonce())
                .filteredOn(nonce -> wrong(login, nonce, ANN) instanceof Wrong)
                .hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    default void redeemWhenManyThenOneSucceeds() {
        String key = VerificationStoreUnderTest.newKey();

        List<Optional<String>> outcomes = Race.of(32, i -> store().redeem(key, "of " + i, Duration.ofMinutes(5)));

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(31);
        assertThat(Set.copyOf(outcomes)).hasSize(2);
    }
}
