// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.MutableClock;
import dev.guestpass.store.InMemorySessionStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything goes by a clock that tests move. */
@Configuration(proxyBeanMethods = false)
public class MovableTime {

    @Bean
    MutableClock clock() {
        return new MutableClock();
    }

    @Bean
    InMemorySessionStore store(MutableClock clock) {
        return InMemorySessionStore.builder().clock(clock).build();
    }

    @Bean
    AnonymousSessionsCustomizer sessionsByClock(MutableClock clock) {
        return builder -> builder.clock(clock);
    }

    @Bean
    AnonymousSessionFilterCustomizer filterByClock(MutableClock clock) {
        return builder -> builder.clock(clock);
    }
}
