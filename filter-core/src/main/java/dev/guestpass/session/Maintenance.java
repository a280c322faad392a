// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Does the {@linkplain AnonymousSessions#maintenance() maintenance} of a node on one daemon thread, where no scheduler of
 * the application does. Closing it ends the thread, so that an application can be taken out of a running server.
 */
public final class Maintenance implements AutoCloseable {

    private final ScheduledExecutorService thread;

    private Maintenance(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /**
     * Starts the maintenance.
     *
     * @param sessions the sessions of this node
     * @return the running maintenance, to be closed when the application ends
     */
    public static Maintenance start(AnonymousSessions sessions) {
        return start(sessions.maintenance());
    }

    /**
     * Starts the maintenance of more than sessions.
     *
     * @param tasks what is to be done
     * @return the running maintenance, to be closed when the application ends
     */
    public static Maintenance start(List<MaintenanceTask> tasks) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, daemon());
        thread.setRemoveOnCancelPolicy(true);
        for (MaintenanceTask task : tasks) {
            long millis = task.period().toMillis();
            // Tasks do not throw, and end with the thread.
            ScheduledFuture<?> unused =
                    thread.scheduleWithFixedDelay(task.task(), millis, millis, TimeUnit.MILLISECONDS);
        }
        return new Maintenance(thread);
    }

    /** The class loader of whoever starts it first would otherwise be kept by the thread. */
    private static ThreadFactory daemon() {
        return task -> {
            Thread thread = new Thread(task, "guestpass-maintenance");
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Ends the thread; a task that is running is interrupted. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
