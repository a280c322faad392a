// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.session.Maintenance;
import dev.guestpass.session.MaintenanceTask;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/** Runs the maintenance of this node by the application's scheduler, or on a thread of its own if it has none. */
final class ScheduledMaintenance implements SmartLifecycle {

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

    private Runnable schedule(TaskScheduler application) {
        List<ScheduledFuture<?>> scheduled = tasks.stream()
                .<ScheduledFuture<?>>map(task -> schedule(application, task))
                .toList();
        return () -> scheduled.forEach(task -> task.cancel(true));
    }

    private static ScheduledFuture<?> schedule(TaskScheduler application, MaintenanceTask task) {
        return application.scheduleWithFixedDelay(task.task(), task.period());
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
