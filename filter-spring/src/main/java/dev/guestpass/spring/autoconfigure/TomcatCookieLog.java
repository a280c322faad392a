// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Keeps tokens out of Tomcat's log: at INFO its cookie parser writes a cookie that is malformed, and its HTTP parser the whole
 * line of a header that has a control character, the good cookies in it included. An application that has set a level for such
 * a logger by name keeps it.
 */
final class TomcatCookieLog {

    static final String PARSER = "org.apache.tomcat.util.http.parser.Cookie";
    static final List<String> LOGGERS = List.of(PARSER, "org.apache.coyote.http11.Http11Processor");

    TomcatCookieLog(LoggingSystem logging) {
        for (String logger : LOGGERS) {
            LoggerConfiguration configuration = logging.getLoggerConfiguration(logger);
            if (configuration == null || configuration.getConfiguredLevel() == null) {
                logging.setLogLevel(logger, LogLevel.WARN);
            }
        }
    }
}
