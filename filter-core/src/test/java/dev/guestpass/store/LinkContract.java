// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.store.VerificationStore.AttemptOutcome;
import dev.guestpass.store.VerificationStore.ConfirmOutcome.Confirmed;
import dev.guestpass.store.VerificationStore.ConfirmOutcome.Expired;
import dev.guestpass.store.VerificationStore.ConfirmOutcome.ProvenHere;
import dev.guestpass.store.VerificationStore.ConfirmOutcome.Used;
import dev.guestpass.store.VerificationStore.NewChallenge;
import org.junit.jupiter.api.Test;

/** Links: here, or once elsewhere, and what was confirmed there is taken by the session that asked. */
public interface LinkContract extends VerificationStoreUnderTest {

    @Test
    default void confirmWhenSameSessionThenProvenUntilTheEnd() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        assertThat(confirm(login, "n1", ANN)).isInstanceOf(ProvenHere.class);
        assertThat(confirm(login, "n1", EVE)).isEqualTo(new Used());
        assertThat(confirm(login, "n1", null)).isEqualTo(new Used());
        assertThat(right(login, "n1", ANN)).isInstanceOf(AttemptOutcome.Proven.class);
        assertThat(take(login, "n1", ANN)).isEmpty();
        advance(LINK_LIFE.minus(tick()));
        assertThat(confirm(login, "n1", ANN)).isInstanceOf(ProvenHere.class);
        advance(tick());
        assertThat(confirm(login, "n1", ANN)).isEqualTo(new Expired());
    }

    @Test
    default void confirmWhenElsewhereThenSessionThatAskedTakesIt() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        assertThat(confirm(login, "n1", null)).isInstanceOf(Confirmed.class);

        assertThat(confirm(login, "n1", EVE)).isEqualTo(new Used());
        assertThat(take(login, "n1", EVE)).isEmpty();
        assertThat(take(login, "n1", ANN).orElseThrow().isProven()).isFalse();
        assertThat(take(login, "n1", ANN).orElseThrow().isProven()).isTrue();
        assertThat(take(login, "n1", EVE)).isEmpty();
        assertThat(confirm(login, "n1", EVE)).isEqualTo(new Used());
        advance(LINK_LIFE);
        assertThat(take(login, "n1", ANN)).isEmpty();
    }

    @Test
    default void confirmWhenTakenThenCodeAndLinkProveItToThatSessionToo() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        confirm(login, "n1", null);
        take(login, "n1", ANN);

        assertThat(confirm(login, "n1", ANN)).isInstanceOf(ProvenHere.class);
        assertThat(right(login, "n1", ANN)).isInstanceOf(AttemptOutcome.Proven.class);
        assertThat(right(login, "n1", EVE)).isEqualTo(new AttemptOutcome.Elsewhere());
        assertThat(take(login, "n1", ANN)).isPresent();
    }

    @Test
    default void confirmWhenConfirmedElsewhereAndThenHereThenProven() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        confirm(login, "n1", EVE);

        assertThat(confirm(login, "n1", ANN)).isInstanceOf(ProvenHere.class);
        assertThat(take(login, "n1", ANN)).isEmpty();
    }

    @Test
    default void attemptWhenConfirmedElsewhereThenCodeStillWorks() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        confirm(login, "n1", null);

        assertThat(right(login, "n1", ANN)).isInstanceOf(AttemptOutcome.Proven.class);
        assertThat(take(login, "n1", ANN)).isEmpty();
    }

    @Test
    default void takeWhenNotConfirmedThenNothing() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        assertThat(take(login, "n1", ANN)).isEmpty();
        assertThat(right(login, "n1", ANN)).isInstanceOf(AttemptOutcome.Proven.class);
    }

    @Test
    default void confirmWhenSecretIsWrongThenExpiredAndUnchanged() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        assertThat(store().confirm(login, "n1", ANN, it -> false, LINK_LIFE)).isEqualTo(new Expired());

        assertThat(confirm(login, "n1", ANN)).isInstanceOf(ProvenHere.class);
    }

    @Test
    default void confirmWhenThereWasNoLinkThenExpired() {
        String login = VerificationStoreUnderTest.newKey();
        NewChallenge bare = new NewChallenge("n1", ANN, "kid", "code", null, "sealed", TRIES, CODE_LIFE, LINK_LIFE);
        store().open(login, bare, BUDGET);

        assertThat(store().confirm(login, "n1", ANN, it -> true, LINK_LIFE)).isEqualTo(new Expired());
        assertThat(store().look(login, "n1").orElseThrow().challenge().linkHash())
                .isNull();
    }

    @Test
    default void confirmWhenCodeHasExpiredThenLinkWorksToItsEnd() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        advance(LINK_LIFE.minus(tick()));

        assertThat(confirm(login, "n1", ANN)).isInstanceOf(ProvenHere.class);
    }

    @Test
    default void confirmWhenAtTheEndThenExpired() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        advance(LINK_LIFE);

        assertThat(confirm(login, "n1", ANN)).isEqualTo(new Expired());
    }

    @Test
    default void takeWhenConfirmedLateThenStillTime() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        advance(LINK_LIFE.minus(tick()));
        confirm(login, "n1", null);
        advance(LINK_LIFE.minus(tick()));

        assertThat(take(login, "n1", ANN)).isPresent();
    }

    @Test
    default void takeWhenTooLateThenNothing() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);
        confirm(login, "n1", null);
        advance(LINK_LIFE.plus(tick()));

        assertThat(take(login, "n1", ANN)).isEmpty();
    }

    @Test
    default void confirmWhenElsewhereThenOthersOfTheLoginAreVoid() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", EVE);
        opened(login, "n2", ANN);

        confirm(login, "n2", null);

        assertThat(right(login, "n1", EVE)).isEqualTo(new AttemptOutcome.Voided());
        assertThat(confirm(login, "n1", EVE)).isEqualTo(new Expired());
    }

    @Test
    default void lookWhenLookedAtThenNothingIsUsed() {
        String login = VerificationStoreUnderTest.newKey();
        opened(login, "n1", ANN);

        for (int i = 0; i < 20; i++) {
            assertThat(store().look(login, "n1")).isPresent();
        }

        assertThat(confirm(login, "n1", ANN)).isInstanceOf(ProvenHere.class);
    }
}
