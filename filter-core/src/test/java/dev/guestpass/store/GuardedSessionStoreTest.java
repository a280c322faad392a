// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guestpass.Claims;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardedSessionStoreTest {

    private final MutableClock clock = new MutableClock();
    private final CountingStore store =
            new CountingStore(InMemorySessionStore.builder().clock(clock).build());
    private final GuardedSessionStore guarded = GuardedSessionStore.around(store, Duration.ofMinutes(1), clock);
    private final SessionSnapshot session = TestSnapshots.bornAt(clock.instant(), Claims.empty());

    private void rotate() {
        guarded.rotate(session, StoreUnderTest.POLICY);
    }

    private void fail(int times) {
        store.setDown(true);
        for (int call = 0; call < times; call++) {
            assertThatExceptionOfType(SessionStoreException.class).isThrownBy(this::rotate);
        }
    }

    @Test
    void rotateWhenStoreAnswersThenItsAnswer() {
        assertThat(guarded.rotate(session, StoreUnderTest.POLICY)).isInstanceOf(Rotated.class);
    }

    @Test
    void rotateWhenThreeCallsFailedThenStoreIsLeftAlone() {
        fail(3);
        int calls = store.calls();

        fail(100);

        assertThat(store.calls()).isEqualTo(calls);
    }

    @Test
    void rotateWhenTwoCallsFailedThenStoreIsStillAsked() {
        fail(2);
        store.setDown(false);

        rotate();

        assertThat(store.calls()).isEqualTo(3);
    }

    @Test
    void rotateWhenASecondPassedThenOneCallTriesAgain() {
        fail(3);
        clock.advance(Duration.ofMillis(1_001));
        int calls = store.calls();

        fail(10);

        assertThat(store.calls()).isEqualTo(calls + 1);
    }

    @Test
    void rotateWhenStoreIsBackThenEverybodyIsLetThrough() {
        fail(3);
        store.setDown(false);
        clock.advance(Duration.ofMillis(1_001));

        rotate();
        rotate();
        rotate();

        assertThat(store.calls()).isEqualTo(6);
    }

    @Test
    void rotateWhenASecondHasNotPassedThenStoreIsNotAskedThoughItIsBack() {
        fail(3);
        store.setDown(false);
        clock.advance(Duration.ofSeconds(1));

        assertThatExceptionOfType(SessionStoreException.class)
                .isThrownBy(this::rotate)
                .withMessageContaining("left alone");
    }

    @Test
    void completeConversionWhenStoreIsLeftAloneThenTriesAllTheSame() {
        fail(3);
        store.setDown(false);

        guarded.completeConversion(session, StoreUnderTest.claim("alice"), receipt());

        assertThat(store.endedSince(clock.instant())).hasSize(1);
    }

    private ConversionReceipt receipt() {
        return new ConversionReceipt(
                "conversion-1", session.sessionId(), session.subject(), "account", Kind.PROMOTED, clock.instant());
    }

    @Test
    void endedSinceWhenStoreIsLeftAloneThenAskedAllTheSame() {
        fail(3);
        store.setDown(false);

        assertThat(guarded.endedSince(clock.instant())).isEmpty();
    }

    @Test
    void endedSinceWhenItFailsThenVisitorsAreNotConcerned() {
        store.setDown(true);
        for (int call = 0; call < 10; call++) {
            assertThatExceptionOfType(SessionStoreException.class)
                    .isThrownBy(() -> guarded.endedSince(clock.instant()));
        }
        store.setDown(false);

        rotate();
    }

    @Test
    void rotateWhenTheOneTryEndsByAnErrorThenAnotherIsDueASecondLater() {
        fail(3);
        clock.advance(Duration.ofMillis(1_001));
        store.failOnce(new StackOverflowError());
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(this::rotate);
        store.setDown(false);
        clock.advance(Duration.ofMillis(1_001));

        rotate();
    }

    @Test
    void rotateWhenRequestsAreCancelledThenTheStoreIsNotBlamed() {
        for (int call = 0; call < 10; call++) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(SessionStoreException.class).isThrownBy(this::rotate);
            assertThat(Thread.interrupted()).isTrue();
        }

        rotate();
    }

    @Test
    void rotateWhenABugIsThrownThenItIsNoOutage() {
        for (int call = 0; call < 10; call++) {
            assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> guarded.rotate(null, null));
        }

        rotate();
    }

    @Test
    void aroundWhenBudgetIsNothingThenRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> GuardedSessionStore.around(store, Duration.ZERO, clock));
    }
}
