// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged below one name, stack traces included, until it is closed. */
public final class TestLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final StringWriter text = new StringWriter();

    private TestLog(Logger logger) {
        this.logger = logger;
    }

    public static TestLog of(String name) {
        TestLog log = new TestLog(Logger.getLogger(name));
        log.logger.addHandler(log);
        return log;
    }

    public String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord line) {
        text.append(new SimpleFormatter().format(line));
        Throwable thrown = line.getThrown();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text, true));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
