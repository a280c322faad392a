// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import dev.guestpass.spring.AnonymousSessionFilterCustomizer;
import dev.guestpass.spring.AnonymousSessionsCustomizer;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets all of an application's sessions go by a {@link MovableClock}, which begins at the time of the start.
 *
 * <pre>{@code
 * @SpringBootTest
 * @Import(MovableClockConfiguration.class)
 * }</pre>
 *
 * <p>Sessions are then kept in memory, whatever {@code guestpass.store} says: the time of a database or of Redis can not be
 * moved. Keys and codes go by the system's clock.
 */
@Configuration(proxyBeanMethods = false)
public class MovableClockConfiguration {

    /** For Spring. */
    MovableClockConfiguration() {}

    @Bean
    MovableClock movableClock() {
        return MovableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Bean
    SessionStore movableClockStore(MovableClock clock) {
        return InMemorySessionStore.builder().clock(clock).build();
    }

    @Bean
    AnonymousSessionsCustomizer movableClockSessions(MovableClock clock) {
        return builder -> builder.clock(clock);
    }

    @Bean
    AnonymousSessionFilterCustomizer movableClockFilter(MovableClock clock) {
        return builder -> builder.clock(clock);
    }
}
