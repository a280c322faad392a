// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.http.parser.Cookie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.util.ReflectionTestUtils;

/** M06: Tomcat's parsers write tokens into its log at INFO. */
@ExtendWith(OutputCaptureExtension.class)
class TomcatCookieLogTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.e30.AAAA";

    private LogLevel before;
    private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

    @BeforeEach
    void startLogging() {
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new MockEnvironment()), null, null);
        before = logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME).getConfiguredLevel();
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    }

    @AfterEach
    void forgetLevels() {
        setLevels(null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, before);
    }

    private void setLevels(LogLevel level) {
        TomcatCookieLog.LOGGERS.forEach(logger -> logging.setLogLevel(logger, level));
    }

    private Stream<LogLevel> levels() {
        return TomcatCookieLog.LOGGERS.stream()
                .map(logger -> logging.getLoggerConfiguration(logger).getEffectiveLevel());
    }

    @Test
    void newWhenNothingIsSetThenInfoIsOff() {
        assertThat(new TomcatCookieLog(logging)).isNotNull();

        assertThat(levels()).containsOnly(LogLevel.WARN);
    }

    @Test
    void newWhenApplicationSetALevelThenItStays() {
        setLevels(LogLevel.DEBUG);

        assertThat(new TomcatCookieLog(logging)).isNotNull();

        assertThat(levels()).containsOnly(LogLevel.DEBUG);
    }

    @Test
    void startWhenAllBeansAreLazyThenInfoIsOffAllTheSame() {
        Contexts.web()
                .withBean(LoggingSystem.class, () -> logging)
                .withBean(LazyInitializationBeanFactoryPostProcessor.class)
                .run(context -> assertThat(levels()).containsOnly(LogLevel.WARN));
    }

    /** Sends cookies to a Tomcat, whose parser of them tells of one malformed cookie a day. */
    private static void visit(Path folder, String cookies) throws LifecycleException {
        Object lastOfTheDay = ReflectionTestUtils.getField(Cookie.class, "invalidCookieLog");
        ReflectionTestUtils.setField(Objects.requireNonNull(lastOfTheDay), "lastInfoTime", 0L);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.addContext("", folder.toString());
        tomcat.start();
        try {
            String answer = new Browser(tomcat.getConnector().getLocalPort()).raw("/", cookies);
            assertThat(answer).startsWith("HTTP/1.1 4");
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DS=" + TOKEN + " b", "DS=" + TOKEN + "; bad=\"\u0001"})
    void getWhenACookieIsMalformedThenNoTokenIsAnywhereInTheLog(
            String cookies, @TempDir Path folder, CapturedOutput output) throws LifecycleException {
        assertThat(new TomcatCookieLog(logging)).isNotNull();

        visit(folder, cookies);

        assertThat(output).contains("Starting").doesNotContain("eyJ");
    }

    /** Or the test above would show nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"DS=" + TOKEN + " b", "DS=" + TOKEN + "; bad=\"\u0001"})
    void getWhenTheLevelIsInfoThenTomcatWritesTheToken(String cookies, @TempDir Path folder, CapturedOutput output)
            throws LifecycleException {
        setLevels(LogLevel.INFO);

        visit(folder, cookies);

        assertThat(output).contains(TOKEN);
    }
}
