// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guestpass.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedVerificationStoreTest {

    private static final Duration KEEP = Duration.ofMinutes(1);

    private final MutableClock clock = new MutableClock();

    private GuardedVerificationStore around(VerificationStore store) {
        return GuardedVerificationStore.around(store, KEEP, clock);
    }

    @Test
    void redeemWhenStoreAnswersThenItsAnswer() {
        try (GuardedVerificationStore guarded = around(new InMemoryVerificationStore(clock))) {
            assertThat(guarded.redeem("ticket", "purpose", KEEP)).isEmpty();
            assertThat(guarded.redeem("ticket", "purpose", KEEP)).contains("purpose");
        }
    }

    @Test
    void redeemWhenThreeCallsFailedThenStoreIsLeftAlone() {
        Down down = new Down();
        try (GuardedVerificationStore guarded = around(down)) {
            for (int call = 0; call < 10; call++) {
                assertThatExceptionOfType(SessionStoreException.class)
                        .isThrownBy(() -> guarded.redeem("ticket", "purpose", KEEP));
            }
        }

        assertThat(down.calls).hasValue(3);
    }

    private static final class Down implements VerificationStore {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public <T> T step(String key, Decision<T> decision) {
            calls.incrementAndGet();
            throw new SessionStoreException("The store is down", null);
        }

        @Override
        public int deleteExpired(Instant now, int limit) {
            return 0;
        }
    }
}
