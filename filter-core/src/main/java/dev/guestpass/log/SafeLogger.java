// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.log;

import java.lang.System.Logger;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * A logger that can not fail. A backend whose disk is full or whose appender is broken may throw at any line, and most lines
 * are written where something else failed already: visitors would get an error for a page that could be served, and a task that
 * runs from time to time would never run again. What can not be logged is lost. Safe for use by several threads.
 */
public final class SafeLogger implements Logger {

    private final Logger logger;

    private SafeLogger(Logger logger) {
        this.logger = logger;
    }

    /**
     * Returns the logger of a class.
     *
     * @param owner whose name is the logger's
     * @return the logger
     */
    public static Logger of(Class<?> owner) {
        return new SafeLogger(System.getLogger(owner.getName()));
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        try {
            return logger.isLoggable(level);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            return false;
        }
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
        quietly(() -> logger.log(level, bundle, text, thrown));
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        quietly(() -> logger.log(level, bundle, format, values));
    }

    private static void quietly(Runnable logging) {
        try {
            logging.run();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            // There is nobody left to tell.
        }
    }
}
