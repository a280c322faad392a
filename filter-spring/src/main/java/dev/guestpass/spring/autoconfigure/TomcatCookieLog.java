// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Keeps tokens out of Tomcat's log: when one cookie of a request is malformed, its cookie parser writes the whole header, the
 * good ones included, at INFO. An application that has set a level for that logger by name keeps it.
 */
final class TomcatCookieLog {

    static final String LOGGER = "org.apache.tomcat.util.http.parser.Cookie";

    TomcatCookieLog(LoggingSystem logging) {
        LoggerConfiguration configuration = logging.getLoggerConfiguration(LOGGER);
        if (configuration == null || configuration.getConfiguredLevel() == null) {
            logging.setLogLevel(LOGGER, LogLevel.WARN);
        }
    }
}
