// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.guestpass.Race;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        try (TimedCalls calls = new TimedCalls(Duration.ofMillis(500))) {
            assertThatExceptionOfType(SessionStoreException.class)
                    .isThrownBy(() -> calls.call(this::standStill))
                    .withMessageContaining("500 ms");
        }
    }

    @Test
    void callWhenAllThreadsStandStillThenGivenUpAfterTheBudget() {
        try (TimedCalls calls = new TimedCalls(Duration.ofMillis(200))) {
            Race.of(
                    32,
                    number -> assertThatThrownBy(() -> calls.call(this::standStill))
                            .hasMessageContaining("200 ms"));
            assertThatThrownBy(() -> calls.call(this::standStill))
                    .hasMessageContaining("32 others")
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void callWhenManyMoreThanThreadsThenAllWaitTheirTurn() {
        AtomicInteger done = new AtomicInteger();
        try (TimedCalls calls = new TimedCalls(LONG)) {
            Race.of(100, number -> calls.call(done::incrementAndGet));
        }

        assertThat(done).hasValue(100);
    }

    @Test
    void callWhenGivenUpThenNothingIsWrittenLater() throws Exception {
        CompletableFuture<Throwable> later = new CompletableFuture<>();
        try (TimedCalls calls = new TimedCalls(Duration.ofMillis(500))) {
            assertThatThrownBy(() -> calls.call(() -> {
                        latch.await(1, TimeUnit.MINUTES);
                        later.complete(catchThrowable(Patience::requireSomebodyWaits));
                        return "late";
                    }))
                    .isInstanceOf(SessionStoreException.class);
            latch.countDown();

            assertThat(later.get(1, TimeUnit.MINUTES)).hasMessageContaining("Nobody waits");
        }
    }

    @Test
    void callWhenSomebodyWaitsThenItMayWrite() {
        try (TimedCalls calls = new TimedCalls(LONG)) {
            assertThat(calls.call(() -> catchThrowable(Patience::requireSomebodyWaits) == null))
                    .isTrue();
        }
        assertThatCode(Patience::requireSomebodyWaits).doesNotThrowAnyException();
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
