// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.guestpass.key.TestKeys;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

class NodeHealthTest {

    private final AnonymousSessions sessions = AnonymousSessions.builder(
                    TestKeys.source(), InMemorySessionStore.builder().build())
            .build();
    private final SessionStore store = mock(SessionStore.class);
    private final NodeHealth health = new NodeHealth(sessions, store);

    @Test
    void lookWhenStoreAnswersThenComplete() {
        assertThat(health.look().isComplete()).isTrue();
        assertThat(health.look().store()).containsEntry("status", "UP");
    }

    @Test
    void lookWhenStoreFailsThenDegradedAndUpAgainWhenItIsBack() {
        given(store.endedSince(ArgumentMatchers.any()))
                .willThrow(new SessionStoreException("jdbc:secret", null))
                .willReturn(List.of());

        assertThat(health.look().store())
                .containsEntry("status", "DEGRADED")
                .containsEntry("reason", "SessionStoreException");
        assertThat(health.look().isComplete()).isTrue();
    }

    @Test
    void lookWhenStoreDoesNotAnswerThenDegradedAndAskedOnlyOnce() {
        CountDownLatch answer = new CountDownLatch(1);
        given(store.endedSince(ArgumentMatchers.any())).willAnswer(call -> {
            answer.await();
            return List.of();
        });

        NodeHealth impatient =
                new NodeHealth(sessions, new StoreProbe(store, InstantSource.system(), Duration.ofMillis(1)));

        assertThat(impatient.look().store()).containsEntry("reason", "no answer within 1 ms");
        assertThat(impatient.look().isComplete()).isFalse();
        answer.countDown();

        verify(store).endedSince(ArgumentMatchers.any());
    }

    /** Thirty ask at once, and the store does not answer until all of them wait. */
    @Test
    void troubleWhenManyAskAtOnceThenStoreIsAskedOnce() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        given(store.endedSince(ArgumentMatchers.any())).willAnswer(call -> {
            answer.await();
            return List.of();
        });
        StoreProbe probe = new StoreProbe(store, InstantSource.system(), Duration.ofMillis(100));
        CyclicBarrier start = new CyclicBarrier(30);
        ExecutorService threads = Executors.newFixedThreadPool(30);

        for (Future<?> asked : threads.invokeAll(Collections.nCopies(30, () -> {
            start.await();
            return probe.trouble();
        }))) {
            assertThat(asked.get()).isEqualTo("no answer within 100 ms");
        }
        answer.countDown();
        threads.shutdown();

        verify(store).endedSince(ArgumentMatchers.any());
    }

    @Test
    void lookWhenStoreIsGuardedThenKindTellsWhatIsGuarded() {
        GuardedSessionStore guarded = GuardedSessionStore.around(
                InMemorySessionStore.builder().build(), Duration.ofSeconds(1), InstantSource.system());

        assertThat(new NodeHealth(sessions, guarded).look().store())
                .containsEntry("kind", "GuardedSessionStore[InMemorySessionStore]");
        guarded.close();
    }

    @Test
    void lookWhenNobodyKnowsTheStoreThenKeysAlone() {
        NodeHealth.Finding finding = new NodeHealth(sessions, (SessionStore) null).look();

        assertThat(finding.isComplete()).isTrue();
        assertThat(finding.store()).containsEntry("kind", "unknown");
        assertThat(finding.keys()).containsEntry("signing", 2L);
    }
}
