// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SafeLoggerTest {

    private static final java.util.logging.Logger BACKEND =
            java.util.logging.Logger.getLogger(SafeLoggerTest.class.getName());

    private final Logger logger = SafeLogger.of(SafeLoggerTest.class);
    private final List<LogRecord> logged = new ArrayList<>();
    private Consumer<LogRecord> appender = logged::add;

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            entry.getSourceClassName(); // looks at the stack
            appender.accept(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        BACKEND.setUseParentHandlers(false);
        BACKEND.addHandler(handler);
    }

    @AfterEach
    void forget() {
        BACKEND.removeHandler(handler);
    }

    @Test
    void logWhenAppenderThrowsThenNothingHappens() {
        appender = entry -> {
            throw new IllegalStateException("No space left on device");
        };

        assertThatNoException().isThrownBy(() -> logger.log(Level.WARNING, "text"));
        assertThatNoException().isThrownBy(() -> logger.log(Level.WARNING, "text of {0}", "it"));
        assertThatNoException().isThrownBy(() -> logger.log(Level.WARNING, "text", new IllegalStateException()));
    }

    @Test
    void logWhenAppenderIsBrokenThenNothingHappens() {
        appender = entry -> {
            throw new NoClassDefFoundError("log/Appender");
        };

        assertThatNoException().isThrownBy(() -> logger.log(Level.WARNING, "text"));
    }

    /** The logger itself is not where a line comes from. */
    @Test
    void logWhenLoggedThenAsOfWhoCalled() {
        logger.log(Level.WARNING, "text of {0}", "it");

        assertThat(logged).singleElement().satisfies(entry -> {
            assertThat(entry.getSourceClassName()).isEqualTo(SafeLoggerTest.class.getName());
            assertThat(entry.getLoggerName()).isEqualTo(SafeLoggerTest.class.getName());
            assertThat(entry.getParameters()).containsExactly("it");
        });
    }
}
