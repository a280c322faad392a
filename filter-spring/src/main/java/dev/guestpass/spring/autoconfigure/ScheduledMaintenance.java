// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.session.Maintenance;
import dev.guestpass.session.MaintenanceTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/**
 * Runs the maintenance of this node by the application's scheduler, or on threads of its own if it has none. What has to
 * be in time is on a thread of its own in any case: a scheduler has one thread as a rule, and jobs that take their time.
 */
final class ScheduledMaintenance implements SmartLifecycle {

    private static final Duration URGENT = Duration.ofSeconds(1);

    /** After schedulers, before servers: a context takes its time to start, and what ended meanwhile is not let in. */
    private static final int BEFORE_VISITORS = DEFAULT_PHASE - 10_000;

    private final List<MaintenanceTask> tasks;
    private final @Nullable TaskScheduler scheduler;
    private @Nullable Runnable stop;

    ScheduledMaintenance(List<MaintenanceTask> tasks, @Nullable TaskScheduler scheduler) {
        this.tasks = List.copyOf(tasks);
        this.scheduler = scheduler;
    }

    @Override
    public synchronized void start() {
        if (stop == null) {
            stop = scheduler == null ? Maintenance.start(tasks)::close : schedule(scheduler);
        }
    }

    /** A scheduler that refuses a task ends the start; nobody would stop what runs by then. */
    private Runnable schedule(TaskScheduler application) {
        Maintenance own = Maintenance.start(
                tasks.stream().filter(ScheduledMaintenance::isUrgent).toList());
        List<ScheduledFuture<?>> scheduled = new ArrayList<>();
        Runnable end = () -> {
            own.close();
            scheduled.forEach(task -> task.cancel(false));
        };
        try {
            tasks.stream().filter(task -> !isUrgent(task)).forEach(task -> scheduled.add(schedule(application, task)));
            return end;
        } catch (Throwable e) {
            end.run();
            throw e;
        }
    }

    private static boolean isUrgent(MaintenanceTask task) {
        return task.period().compareTo(URGENT) <= 0;
    }

    private static ScheduledFuture<?> schedule(TaskScheduler application, MaintenanceTask task) {
        return application.scheduleWithFixedDelay(task.task(), task.period());
    }

    @Override
    public int getPhase() {
        return BEFORE_VISITORS;
    }

    @Override
    public synchronized void stop() {
        Runnable running = stop;
        if (running != null) {
            running.run();
            stop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stop != null;
    }
}
