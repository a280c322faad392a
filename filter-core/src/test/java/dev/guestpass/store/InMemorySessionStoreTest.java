// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest extends SessionStoreContract {

    private final MutableClock clock = new MutableClock();
    private final InMemorySessionStore store =
            InMemorySessionStore.builder().clock(clock).build();

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean isTimeExact() {
        return true;
    }

    private InMemorySessionStore bounded(long maximum) {
        return InMemorySessionStore.builder()
                .clock(clock)
                .maximumSessions(maximum)
                .build();
    }

    @Test
    void sizeWhenMoreThanMaximumThenBounded() {
        InMemorySessionStore bounded = bounded(10);

        for (int i = 0; i < 1_000; i++) {
            bounded.rotate(born(), POLICY);
        }

        assertThat(bounded.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void rotateWhenPushedOutThenGoesOnFromToken() {
        InMemorySessionStore bounded = bounded(1);
        SessionSnapshot session = born(7);

        for (int i = 0; i < 100; i++) {
            bounded.rotate(born(), POLICY);
        }

        assertThat(bounded.rotate(session, POLICY)).isInstanceOf(RotateOutcome.Adopted.class);
    }

    @Test
    void endWhenManyMoreSessionsThenTombstoneIsNeverPushedOut() {
        InMemorySessionStore bounded = bounded(1);
        SessionSnapshot session = born();
        bounded.end(session);

        for (int i = 0; i < 1_000; i++) {
            bounded.rotate(born(), POLICY);
        }

        assertThat(bounded.rotate(session, POLICY)).isEqualTo(new Ended());
    }

    @Test
    void endWhenMoreTombstonesThanMaximumThenAllStay() {
        InMemorySessionStore bounded = bounded(1);

        for (int i = 0; i < 1_000; i++) {
            bounded.end(born());
        }

        assertThat(bounded.endedSince(now())).hasSize(1_000);
    }

    @Test
    void beginConversionWhenManyMoreSessionsThenClaimIsNotPushedOut() {
        InMemorySessionStore bounded = bounded(1);
        SessionSnapshot session = born();
        bounded.beginConversion(session, StoreUnderTest.claim("ann"));

        for (int i = 0; i < 1_000; i++) {
            bounded.rotate(born(), POLICY);
        }

        assertThat(bounded.beginConversion(session, StoreUnderTest.claim("bob")))
                .isInstanceOf(BeginOutcome.InProgress.class);
    }

    @Test
    void receiptsOfWhenOneSubjectMovedToAnotherAccountThenTheLatestCounts() {
        LineageInMemory lineage = new LineageInMemory(clock, 10);
        SessionSnapshot session = born();
        lineage.add(receipt(session, "one"), now().plusSeconds(1));
        lineage.add(receipt(session, "other"), now().plusSeconds(1));

        assertThat(lineage.receiptsOf("one", 10)).isEmpty();
        assertThat(lineage.receiptOf(session.subject())).contains(receipt(session, "other"));
    }

    @Test
    void receiptOfWhenThereAreTooManyThenTheOldestLeave() {
        LineageInMemory lineage = new LineageInMemory(clock, 2);
        List<SessionSnapshot> sessions = List.of(born(), born(), born());
        sessions.forEach(session -> lineage.add(receipt(session, "one"), now().plusSeconds(1)));

        assertThat(lineage.receiptOf(sessions.get(0).subject())).isEmpty();
        assertThat(lineage.receiptsOf("one", 10)).hasSize(2);
    }

    @Test
    void keepLineageWhenNegativeThenRefused() {
        assertThatThrownBy(() -> InMemorySessionStore.builder().keepLineage(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepLineageWhenShortThenForgottenEarly() {
        InMemorySessionStore shortly = InMemorySessionStore.builder()
                .clock(clock)
                .keepLineage(Duration.ofDays(1))
                .build();
        SessionSnapshot session = born();
        shortly.completeConversion(session, StoreUnderTest.claim("ann"), receipt(session, "one"));
        clock.advance(Duration.ofDays(1));

        assertThat(shortly.receiptOf(session.subject())).isEmpty();
        assertThat(shortly.size()).isOne();
    }

    @Test
    void sizeWhenLastTokenExpiredThenRecordIsGone() {
        next(born());
        store.end(born());
        clock.advance(TestSnapshots.LIFETIME.plusHours(1));

        assertThat(store.size()).isZero();
    }

    @Test
    void sizeWhenLastTokenMayLiveThenRecordIsThere() {
        next(born());
        clock.advance(TestSnapshots.LIFETIME.plusHours(1).minusNanos(1));

        assertThat(store.size()).isOne();
    }

    @Test
    void sizeWhenOnlyReadThenNoRecord() {
        store.endedSince(now());
        store.abandonConversion(born(), StoreUnderTest.claim("ann"));
        store.rotate(born(5), REFUSING);
        store.rotate(born(), FIXED);

        assertThat(store.size()).isZero();
    }

    @Test
    void rotateWhenClockIsSetBackThenRepeatedAndNobodyIsLost() {
        SessionSnapshot session = born();
        SessionSnapshot first = next(session);
        clock.advance(Duration.ofHours(-1));

        assertThat(repeated(session, STRICT)).isEqualTo(first);
        assertThat(rotate(first)).isInstanceOf(Rotated.class);
    }

    @Test
    void rotateWhenClockIsSetBackThenTombstoneStays() {
        SessionSnapshot session = born();
        store.end(session);
        clock.advance(Duration.ofDays(-30));

        assertThat(rotate(session)).isEqualTo(new Ended());
    }

    @Test
    void maximumSessionsWhenThereIsNoRoomThenRefused() {
        assertThatThrownBy(() -> bounded(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one session");
    }
}
