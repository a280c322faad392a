// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.spring.redis.SpringDataScripts;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.GuardedVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.redis.RedisScripts;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Keeps sessions in the application's Redis, with {@code guestpass.store=redis}. A {@link RedisScripts} bean takes the place
 * of Spring Data's connections.
 */
@AutoConfiguration(
        before = GuestpassAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(prefix = "guestpass", name = "enabled", matchIfMissing = true)
@ConditionalOnProperty(prefix = "guestpass", name = "store", havingValue = "redis")
@ConditionalOnClass(StringRedisTemplate.class)
public final class GuestpassRedisAutoConfiguration {

    /** For Spring. */
    GuestpassRedisAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(RedisConnectionFactory.class)
    @ConditionalOnMissingBean(RedisScripts.class)
    SpringDataScripts guestpassRedisScripts(RedisConnectionFactory connections) {
        return new SpringDataScripts(connections);
    }

    @Bean
    @ConditionalOnBean(RedisScripts.class)
    @ConditionalOnMissingBean({SessionStore.class, AnonymousSessions.class})
    GuardedSessionStore guestpassRedisSessionStore(GuestpassSettings settings, RedisScripts scripts) {
        return settings.store()
                .redis()
                .storeBy(scripts, settings.sessions().conversion().keepLineage());
    }

    @Bean
    @ConditionalOnBean(RedisScripts.class)
    @ConditionalOnMissingBean(VerificationStore.class)
    GuardedVerificationStore guestpassRedisVerificationStore(GuestpassSettings settings, RedisScripts scripts) {
        return settings.store().redis().verificationsBy(scripts);
    }
}
