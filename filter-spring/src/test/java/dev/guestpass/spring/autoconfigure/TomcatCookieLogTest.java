// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.mock.env.MockEnvironment;

/** M06: Tomcat's cookie parser writes tokens into its log at INFO. */
class TomcatCookieLogTest {

    private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

    @BeforeEach
    void startLogging() {
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new MockEnvironment()), null, null);
    }

    @AfterEach
    void forgetLevel() {
        logging.setLogLevel(TomcatCookieLog.LOGGER, null);
    }

    private LogLevel level() {
        return logging.getLoggerConfiguration(TomcatCookieLog.LOGGER).getEffectiveLevel();
    }

    @Test
    void newWhenNothingIsSetThenInfoIsOff() {
        assertThat(new TomcatCookieLog(logging)).isNotNull();

        assertThat(level()).isEqualTo(LogLevel.WARN);
    }

    @Test
    void newWhenApplicationSetALevelThenItStays() {
        logging.setLogLevel(TomcatCookieLog.LOGGER, LogLevel.DEBUG);

        assertThat(new TomcatCookieLog(logging)).isNotNull();

        assertThat(level()).isEqualTo(LogLevel.DEBUG);
    }

    @Test
    void startWhenAllBeansAreLazyThenInfoIsOffAllTheSame() {
        Contexts.web()
                .withBean(LoggingSystem.class, () -> logging)
                .withBean(LazyInitializationBeanFactoryPostProcessor.class)
                .run(context -> assertThat(level()).isEqualTo(LogLevel.WARN));
    }
}
