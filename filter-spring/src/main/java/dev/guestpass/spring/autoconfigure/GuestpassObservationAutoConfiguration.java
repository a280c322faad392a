// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.spring.actuate.SessionObservations;
import dev.guestpass.store.SessionStore;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Observes converters and stores, so that traces show what a request waited for. */
@AutoConfiguration(
        before = GuestpassAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(prefix = "guestpass", name = "enabled", matchIfMissing = true)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class GuestpassObservationAutoConfiguration {

    /** For Spring. */
    GuestpassObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SessionObservations guestpassSessionObservations(ObservationRegistry registry) {
        return new SessionObservations(registry);
    }

    @Bean
    PartObserver guestpassPartObserver(SessionObservations observations) {
        return new PartObserver() {
            @Override
            public SessionStore around(SessionStore store) {
                return observations.observed(store);
            }

            @Override
            public AnonymousUserConverter around(AnonymousUserConverter converter) {
                return observations.observed(converter);
            }
        };
    }
}
