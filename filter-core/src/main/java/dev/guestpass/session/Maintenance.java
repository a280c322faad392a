// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Does the {@linkplain AnonymousSessions#maintenance() maintenance} of a node on daemon threads, where no scheduler of
 * the application does. Each task can have one, so that none waits for another that waits for a server. Closing it ends
 * them, so that an application can be taken out of a running server.
 */
public final class Maintenance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ScheduledExecutorService threads;

    private Maintenance(ScheduledExecutorService threads) {
        this.threads = threads;
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
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(tasks.size(), daemon());
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.setRemoveOnCancelPolicy(true);
        for (MaintenanceTask task : tasks) {
            long millis = task.period().toMillis();
            // At once: between the build and now others may have ended sessions. They end with the threads.
            ScheduledFuture<?> unused = threads.scheduleWithFixedDelay(task.task(), 0, millis, TimeUnit.MILLISECONDS);
        }
        return new Maintenance(threads);
    }

    /** The class loader of whoever starts it first would otherwise be kept by the thread. */
    private static ThreadFactory daemon() {
        return task -> {
            Thread thread = new Thread(null, task, "guestpass-maintenance", 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Ends the threads, and waits a moment until they have: a server that takes the application out looks for what is left of
     * it. A task that is running ends by itself: an interrupt in the middle of its work would close the file of a database in
     * this process.
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            boolean unused = threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
