// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.spring.actuate.SessionMeters;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Counts what happens to sessions in the application's Micrometer registry, which takes any {@link MeterBinder}. */
@AutoConfiguration(after = GuestpassAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(AnonymousSessions.class)
public final class GuestpassMetricsAutoConfiguration {

    /** For Spring. */
    GuestpassMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SessionMeters guestpassSessionMeters() {
        return new SessionMeters();
    }
}
