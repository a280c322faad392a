// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.MaintenanceTask;
import dev.guestpass.verification.LoginVerification;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

class MaintenanceTest {

    /** Boot's {@code WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE}, whose package is another in each line. */
    private static final int WEB_SERVER = Integer.MAX_VALUE - 2048;

    private final TaskScheduler scheduler = mock(TaskScheduler.class);
    private final ScheduledFuture<?> future = mock(ScheduledFuture.class);

    @Test
    void startWhenThereIsASchedulerThenItHasTheTasksUntilTheContextCloses() {
        doReturn(future).when(scheduler).scheduleWithFixedDelay(any(Runnable.class), any(Duration.class));

        Contexts.web().withBean(TaskScheduler.class, () -> scheduler).run(context -> {
            int tasks = context.getBean(AnonymousSessions.class).maintenance().size()
                    + context.getBean(LoginVerification.class).maintenance().size();
            verify(scheduler, times(tasks)).scheduleWithFixedDelay(any(Runnable.class), any(Duration.class));
            context.close();
            verify(future, times(tasks)).cancel(false);
        });
    }

    @Test
    void startWhenSchedulerRefusesThenNothingGoesOn() throws Exception {
        CompletableFuture<Thread> own = new CompletableFuture<>();
        MaintenanceTask daily = new MaintenanceTask("daily", Duration.ofDays(1), () -> {});
        List<MaintenanceTask> tasks = List.of(
                new MaintenanceTask("urgent", Duration.ofSeconds(1), () -> own.complete(Thread.currentThread())),
                daily,
                daily);
        doReturn(future)
                .doAnswer(call -> {
                    own.get(20, TimeUnit.SECONDS);
                    throw new TaskRejectedException("a planned failure");
                })
                .when(scheduler)
                .scheduleWithFixedDelay(any(Runnable.class), any(Duration.class));
        ScheduledMaintenance maintenance = new ScheduledMaintenance(tasks, scheduler);

        assertThatThrownBy(maintenance::start).isInstanceOf(TaskRejectedException.class);

        verify(future).cancel(false);
        own.get().join(20_000);
        assertThat(own.get().isAlive()).isFalse();
        assertThat(maintenance.isRunning()).isFalse();
    }

    /** A scheduler never again runs a task that threw. */
    @Test
    void startWhenTaskOfTheSchedulerThrowsThenTheSchedulerIsSpared() {
        MaintenanceTask broken = new MaintenanceTask("broken", Duration.ofDays(1), () -> {
            throw new AssertionError("a planned failure");
        });
        ArgumentCaptor<Runnable> task = ArgumentCaptor.forClass(Runnable.class);

        new ScheduledMaintenance(List.of(broken), scheduler).start();

        verify(scheduler).scheduleWithFixedDelay(task.capture(), any(Duration.class));
        assertThatCode(task.getValue()::run).doesNotThrowAnyException();
    }

    @Test
    void startWhenThereAreTwoSchedulersThenAThreadOfItsOwn() {
        Contexts.web()
                .withBean("one", TaskScheduler.class, () -> scheduler)
                .withBean("two", TaskScheduler.class, () -> scheduler)
                .run(context -> {
                    assertThat(context.getBean(ScheduledMaintenance.class).isRunning())
                            .isTrue();
                    verifyNoInteractions(scheduler);
                });
    }

    @Test
    void phaseWhenAServerStartsThenTheNodeHasLearntBeforeIt() {
        Contexts.web()
                .run(context -> assertThat(
                                context.getBean(ScheduledMaintenance.class).getPhase())
                        .isLessThan(WEB_SERVER));
    }

    @Test
    void stopWhenTheContextIsClosedThenStopped() {
        Contexts.web().run(context -> {
            ScheduledMaintenance maintenance = context.getBean(ScheduledMaintenance.class);
            assertThat(maintenance.isRunning()).isTrue();
            context.close();
            assertThat(maintenance.isRunning()).isFalse();
        });
    }
}
