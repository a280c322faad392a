// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.store.VerificationStore.Budget;
import dev.guestpass.store.VerificationStore.BudgetOutcome;
import dev.guestpass.store.VerificationStore.BudgetOutcome.Exhausted;
import dev.guestpass.store.VerificationStore.BudgetOutcome.Spent;
import dev.guestpass.store.VerificationStore.OpenOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Budgets, and keys that are used up. */
public interface BudgetContract extends VerificationStoreUnderTest {

    Budget THREE = new Budget(3, Duration.ofHours(1));

    @Test
    default void redeemWhenUsedForAPurposeThenOthersAreToldWhatFor() {
        String key = VerificationStoreUnderTest.newKey();
        Duration keep = Duration.ofMinutes(1);

        assertThat(store().redeem(key, "mine", keep)).isEmpty();
        assertThat(store().redeem(key, "theirs", keep)).contains("mine");
        assertThat(store().redeem(VerificationStoreUnderTest.newKey(), "theirs", keep))
                .isEmpty();
        store().release(key);
        assertThat(store().redeem(key, "theirs", keep)).isEmpty();
    }

    @Test
    default void spendWhenUnderTheLimitThenSpent() {
        String key = VerificationStoreUnderTest.newKey();

        for (int i = 0; i < 3; i++) {
            assertThat(store().spend(key, THREE, null)).isEqualTo(new Spent());
        }

        BudgetOutcome fourth = store().spend(key, THREE, null);
        assertThat(fourth).isInstanceOf(Exhausted.class);
        assertThat(((Exhausted) fourth).retryAfter()).isPositive().isLessThanOrEqualTo(THREE.window());
        assertThat(store().spend(VerificationStoreUnderTest.newKey(), THREE, null))
                .isEqualTo(new Spent());
    }

    @Test
    default void spendWhenWindowEndsThenThereIsMore() {
        String key = VerificationStoreUnderTest.newKey();
        for (int i = 0; i < 3; i++) {
            store().spend(key, THREE, null);
        }

        advance(THREE.window().minus(tick()));
        assertThat(store().spend(key, THREE, null)).isInstanceOf(Exhausted.class);
        advance(tick());
        assertThat(store().spend(key, THREE, null)).isEqualTo(new Spent());
    }

    @Test
    default void startedWhenSpentWithIdsThenRemembered() {
        String key = VerificationStoreUnderTest.newKey();

        store().spend(key, THREE, "first");
        advance(THREE.window().minus(tick()));
        store().spend(key, THREE, "second");
        advance(tick().plus(tick()));

        assertThat(store().started(key)).containsExactly("first", "second");
        assertThat(store().started(VerificationStoreUnderTest.newKey())).isEmpty();
        advance(THREE.window());
        assertThat(store().started(key)).isEmpty();
    }

    @Test
    default void openWhenOverTheLimitThenExhaustedAndOlderOnesStay() {
        String login = VerificationStoreUnderTest.newKey();
        for (int i = 0; i < 3; i++) {
            store().open(login, VerificationStoreUnderTest.challenge("n" + i, ANN), THREE);
        }

        OpenOutcome fourth = store().open(login, VerificationStoreUnderTest.challenge("n3", ANN), THREE);

        assertThat(fourth).isInstanceOf(OpenOutcome.Exhausted.class);
        assertThat(right(login, "n2", ANN)).isInstanceOf(VerificationStore.AttemptOutcome.Proven.class);
    }

    @Test
    default void openWhenVeryManyAreAllowedThenRecordIsBounded() {
        String login = VerificationStoreUnderTest.newKey();
        Budget large = new Budget(1_000, Duration.ofHours(1));

        for (int i = 0; i < 70; i++) {
            store().open(login, VerificationStoreUnderTest.challenge("n" + i, ANN), large);
        }

        assertThat(store().look(login, "n0")).isEmpty();
        assertThat(store().look(login, "n69")).isPresent();
    }

    @Test
    default void redeemWhenReleasedThenFreeAgain() {
        String key = VerificationStoreUnderTest.newKey();
        store().redeem(key, "purpose", Duration.ofMinutes(5));

        store().release(key);
        store().release(VerificationStoreUnderTest.newKey());

        assertThat(store().redeem(key, "purpose", Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    default void redeemWhenTimeIsOverThenFreeAgain() {
        String key = VerificationStoreUnderTest.newKey();
        store().redeem(key, "purpose", Duration.ofMinutes(5));

        advance(Duration.ofMinutes(5).minus(tick()));
        assertThat(store().redeem(key, "purpose", Duration.ofMinutes(5))).contains("purpose");
        advance(tick());
        assertThat(store().redeem(key, "purpose", Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    default void redeemWhenKeyIsThatOfALoginThenOneDoesNotKnowTheOther() {
        String key = VerificationStoreUnderTest.newKey();
        opened(key, "n1", ANN);

        assertThat(store().redeem(key, "purpose", Duration.ofMinutes(5))).isEmpty();
        store().release(key);

        assertThat(right(key, "n1", ANN)).isInstanceOf(VerificationStore.AttemptOutcome.Proven.class);
    }
}
