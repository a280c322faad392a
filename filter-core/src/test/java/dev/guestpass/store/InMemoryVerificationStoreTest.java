// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryVerificationStoreTest extends VerificationStoreContract {

    private final MutableClock clock = new MutableClock();
    private final InMemoryVerificationStore store = new InMemoryVerificationStore(clock);

    @Override
    public VerificationStore store() {
        return store;
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public Duration tick() {
        return Duration.ofNanos(1);
    }

    @Test
    void sizeWhenThereAreTooManyAddressesThenNothingElseIsForgotten() {
        InMemoryVerificationStore bounded = new InMemoryVerificationStore(clock, 10);
        bounded.open("login:ann", VerificationStoreUnderTest.challenge("n1", ANN), BUDGET);

        for (int i = 0; i < 1_000; i++) {
            bounded.spend("address:" + i, BUDGET, null);
            bounded.spend("tries:" + i, BUDGET, null);
        }

        assertThat(bounded.size()).isLessThanOrEqualTo(11);
        assertThat(bounded.look("login:ann", "n1")).isPresent();
    }

    @Test
    void spendWhenThereIsNoRoomThenRefusedUntilSomethingHadItsTime() {
        InMemoryVerificationStore bounded = new InMemoryVerificationStore(clock, 1);
        bounded.spend("session:ann", BUDGET, null);

        assertThatThrownBy(() -> bounded.spend("session:bob", BUDGET, null))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("guestpass.store");
        bounded.spend("session:ann", BUDGET, null);
        assertThat(bounded.look("login:bob", "n1")).isEmpty();
        assertThat(bounded.redeem("ticket", "purpose", Duration.ofMinutes(1))).isEmpty();

        clock.advance(Duration.ofHours(1));
        assertThatCode(() -> bounded.spend("session:bob", BUDGET, null)).doesNotThrowAnyException();
    }

    @Test
    void sizeWhenTimeIsOverThenEmpty() {
        opened("login", "n1", ANN);
        store.spend("address", BUDGET, null);

        clock.advance(Duration.ofHours(1));

        assertThat(store.size()).isZero();
    }
}
