// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

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
    void sizeWhenMoreThanMaximumThenBounded() {
        InMemoryVerificationStore bounded = new InMemoryVerificationStore(clock, 10);

        for (int i = 0; i < 1_000; i++) {
            bounded.spend("key" + i, BUDGET, null);
        }

        assertThat(bounded.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void sizeWhenTimeIsOverThenEmpty() {
        opened("login", "n1", ANN);
        store.spend("address", BUDGET, null);

        clock.advance(Duration.ofHours(1));

        assertThat(store.size()).isZero();
    }
}
