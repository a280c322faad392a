// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.TestKeys;
import dev.guestpass.store.InMemorySessionStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MaintenanceTest {

    private final TestNode node = TestNode.alone();

    private MaintenanceTask task(String name) {
        return node.sessions.maintenance().stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void maintenanceWhenStoreMayBeSharedThenEndsAreLearntWithinTwoSeconds() {
        assertThat(task("learn-ended").period()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void maintenanceWhenStoreIsOfThisProcessThenThereIsNothingToLearn() {
        AnonymousSessions alone = AnonymousSessions.builder(
                        TestKeys.source(), InMemorySessionStore.builder().build())
                .build();

        assertThat(alone.maintenance())
                .extracting(MaintenanceTask::name)
                .containsExactly("refresh-keys", "delete-expired");
    }

    @Test
    void learnEndedWhenAnotherNodeEndedThenRefusedHere() {
        TestNode other = node.neighbour();
        SessionGrant grant = node.start();
        other.sessions.end(grant.session());

        task("learn-ended").task().run();

        assertThat(node.sessions.authenticate(grant.tokens().session().value()))
                .isInstanceOf(Authentication.Ended.class);
    }

    @Test
    void deleteExpiredWhenStoreIsDownThenToldAndNotThrown() {
        node.store.setDown(true);

        task("delete-expired").task().run();

        assertThat(node.events).contains(new SessionEvent.StoreUnavailable("deleteExpired"));
    }

    @Test
    void deleteExpiredWhenBatchIsNotFullThenOnce() {
        int calls = node.store.calls();

        task("delete-expired").task().run();

        assertThat(node.store.calls()).isEqualTo(calls + 1);
    }

    @Test
    void reportWhenStoreStaysDownThenLogWarnsOnceInTenSeconds() {
        node.store.setDown(true);
        try (TestLog log = TestLog.of("dev.guestpass.session.StoreFailures")) {
            List.of(1, 2, 3).forEach(call -> node.sessions.learnEnded());
            assertThat(log.text().split("can not be asked", -1)).hasSize(2);

            node.clock.advance(Duration.ofSeconds(10));
            node.sessions.learnEnded();
            assertThat(log.text().split("can not be asked", -1)).hasSize(3);
        }
    }

    @Test
    void startWhenPeriodIsLongThenTasksRunAtOnceAllTheSame() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        MaintenanceTask daily = new MaintenanceTask("daily", Duration.ofDays(1), ran::countDown);

        try (Maintenance running = Maintenance.start(List.of(daily))) {
            assertThat(running).isNotNull();
            assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void startWhenTaskEndsByErrorThenItRunsAgain() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(2);
        MaintenanceTask broken = new MaintenanceTask("broken", Duration.ofMillis(1), () -> {
            ran.countDown();
            throw new AssertionError("a planned failure");
        });

        try (Maintenance running = Maintenance.start(List.of(broken))) {
            assertThat(running).isNotNull();
            assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void runWhenErrorThenLoggedAndNotThrown() {
        node.store.failOnce(new InternalError("a planned failure"));

        try (TestLog log = TestLog.of(MaintenanceTask.class.getName())) {
            task("learn-ended").task().run();

            assertThat(log.text()).contains("learn-ended failed", "a planned failure");
        }
    }

    /** As where there is no memory for a line either. */
    @Test
    void runWhenLogEndsByErrorTooThenNotThrown() {
        InternalError unspeakable = new InternalError() {
            @Override
            public String getMessage() {
                throw new InternalError("a planned failure");
            }
        };
        node.store.failOnce(unspeakable);

        try (TestLog log = TestLog.of(MaintenanceTask.class.getName())) {
            assertThatCode(task("learn-ended").task()::run).doesNotThrowAnyException();
            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void startWhenClosedThenItsThreadsEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        TestNode down = TestNode.with(builder -> builder.listener(event -> asked.countDown()));
        down.store.setDown(true);

        try (Maintenance running = Maintenance.start(down.sessions)) {
            assertThat(running).isNotNull();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(threads()).isNotEmpty();
        }

        for (Thread thread : threads()) {
            thread.join(20_000);
        }
        assertThat(threads()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("guestpass-maintenance"))
                .toList();
    }
}
