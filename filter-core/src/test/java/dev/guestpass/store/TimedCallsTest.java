// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Here a server stands still as long as the latch is up. */
class TimedCallsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch latch = new CountDownLatch(1);

    @AfterEach
    void letEverybodyGo() {
        latch.countDown();
    }

    private String standStill() throws InterruptedException {
        return latch.await(1, TimeUnit.MINUTES) ? "late" : "never";
    }

    @Test
    void callWhenInTimeThenAnswer() {
        try (TimedCalls calls = new TimedCalls(LONG)) {
            assertThat(calls.call(() -> Thread.currentThread().getName())).isEqualTo("guestpass-store");
        }
    }

    @Test
    void callWhenServerStandsStillThenGivenUpAfterTheBudget() {
        try (TimedCalls calls = new TimedCalls(Duration.ofMillis(20))) {
            assertThatExceptionOfType(SessionStoreException.class)
                    .isThrownBy(() -> calls.call(this::standStill))
                    .withMessageContaining("20 ms");
        }
    }

    @Test
    void callWhenAllThreadsStandStillThenFailsAtOnceAndIsGoodAfterwards() throws Exception {
        try (TimedCalls calls = new TimedCalls(Duration.ofMillis(1))) {
            for (int i = 0; i < 32; i++) {
                assertThatThrownBy(() -> calls.call(this::standStill)).hasMessageContaining("1 ms");
            }
            assertThatThrownBy(() -> calls.call(this::standStill)).hasMessageContaining("32 others");
        }
    }

    @Test
    void callWhenStoreThrowsThenTheSame() {
        try (TimedCalls calls = new TimedCalls(LONG)) {
            SessionStoreException fault = new SessionStoreException("down", null);

            assertThatThrownBy(() -> calls.call(() -> {
                        throw fault;
                    }))
                    .isSameAs(fault);
            assertThatThrownBy(() -> calls.call(() -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            assertThatThrownBy(() -> calls.call(() -> {
                        throw new IOException();
                    }))
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void callWhenInterruptedThenFlagStaysUp() {
        try (TimedCalls calls = new TimedCalls(LONG)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> calls.call(this::standStill)).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void callWhenClosedThenUnavailable() {
        TimedCalls calls = new TimedCalls(LONG);
        calls.close();

        assertThatExceptionOfType(SessionStoreException.class).isThrownBy(() -> calls.call(() -> "x"));
    }
}
