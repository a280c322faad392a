// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Does something on a thread that ends with it. Some libraries leave values of their own on each thread that they work on; on
 * one that a server deploys applications by, these would keep the whole application in memory after it was taken away.
 */
final class PassingThread {

    private PassingThread() {}

    /** Returns, or throws, what the work does. */
    static <T> T call(String name, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        // Later JDKs give a thread that inherits nothing the system's.
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + name + " worked", e);
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNull(e.getCause()));
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }
}
