// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.ERROR;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.time.Duration;

/**
 * Something that every node has to do from time to time. It may do I/O, so it runs on a thread of its own and not on one
 * that serves requests.
 *
 * <p>The task of this record never throws, whatever the one does that it was made with: a scheduler never again runs one
 * that threw, and ended sessions would be let in for as long as the node lives. What was thrown is logged.
 *
 * @param name what it does, for names of threads and logs
 * @param period how long to wait between the end of one run and the next
 * @param task does it once
 */
public record MaintenanceTask(String name, Duration period, Runnable task) {

    private static final Logger LOG = SafeLogger.of(MaintenanceTask.class);

    /**
     * Sees to it that the task never throws.
     *
     * @param name see {@link #name()}
     * @param period see {@link #period()}
     * @param task does it once; may throw anything
     */
    public MaintenanceTask {
        Runnable throwing = task;
        task = () -> runSafely(name, throwing);
    }

    private static void runSafely(String name, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            tell(name, e);
        }
    }

    /** Where memory is short, there may be none for a line either. */
    private static void tell(String name, Throwable failure) {
        try {
            LOG.log(ERROR, "The maintenance " + name + " failed; it is tried again", failure);
        } catch (Throwable e) {
            // The next run tells, if it fails as well.
        }
    }
}
