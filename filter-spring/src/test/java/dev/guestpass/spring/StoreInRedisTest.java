// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.spring.redis.SpringDataScripts;
import dev.guestpass.store.redis.RedisExecutable;
import dev.guestpass.store.redis.RedisProcess;
import dev.guestpass.store.redis.RedisScripts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** An application with a Redis that Spring Boot sets up, and one property. */
class StoreInRedisTest {

    private static final RedisProcess REDIS = RedisProcess.start(RedisExecutable.EMBEDDED.orSkip());

    @RegisterExtension
    static final SpringServer SERVER = SpringServer.of(Application.class)
            .with("spring.data.redis.port", String.valueOf(REDIS.port()))
            .with("guestpass.store", "redis");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(VisitorPages.class)
    static class Application {

        @Bean
        SecurityFilterChain everybodyMaySeeEverything(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .build();
        }
    }

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    @Test
    void getWhenSessionTokenIsMissingThenRotatedInRedis() {
        Browser visitor = SERVER.browser();
        String subject = visitor.get("/").subject();

        assertThat(visitor.drop("DS").get("/").subject()).isEqualTo(subject);
        assertThat(SERVER.bean(RedisScripts.class)).isInstanceOf(SpringDataScripts.class);
        assertThat(SERVER.bean(StringRedisTemplate.class).keys("{guestpass:*")).isNotEmpty();
    }
}
