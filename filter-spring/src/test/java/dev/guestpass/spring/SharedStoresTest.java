// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.jdbc.JdbcKeySource;
import dev.guestpass.servlet.Browser;
import dev.guestpass.spring.redis.SpringDataScripts;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.GuardedVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** An application with a database or a Redis that Spring Boot sets up, and the few properties that ask for its use. */
class SharedStoresTest {

    private static final RedisProcess REDIS = RedisProcess.start(RedisExecutable.EMBEDDED.orSkip());

    @RegisterExtension
    static final SpringServer DATABASE = SpringServer.of(Application.class)
            .with("spring.datasource.url", "jdbc:h2:mem:store-in-database;DB_CLOSE_DELAY=-1")
            .with("guestpass.store", "jdbc")
            .with("guestpass.keys.location", "jdbc")
            .with("guestpass.keys.secret", "twenty-two-characters-");

    @RegisterExtension
    static final SpringServer IN_REDIS = SpringServer.of(Application.class)
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

    private static void assertRotatesAt(SpringServer server) {
        Browser visitor = server.browser();
        String subject = visitor.get("/").subject();

        assertThat(visitor.drop("DS").get("/").subject()).isEqualTo(subject);
    }

    @Test
    void startWhenPropertiesAreSetThenEverythingIsInTheDatabase() {
        assertThat(DATABASE.bean(SessionStore.class)).isInstanceOf(GuardedSessionStore.class);
        assertThat(DATABASE.bean(SessionStore.class).joinsTransactions()).isTrue();
        assertThat(DATABASE.bean(VerificationStore.class)).isInstanceOf(GuardedVerificationStore.class);
        assertThat(DATABASE.bean(KeySource.class)).isInstanceOf(JdbcKeySource.class);
    }

    @Test
    void getWhenSessionTokenIsMissingThenRotatedInTheDatabase() {
        JdbcTemplate database = DATABASE.bean(JdbcTemplate.class);

        assertRotatesAt(DATABASE);

        assertThat(database.queryForObject("select count(*) from guestpass_session", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void getWhenSessionTokenIsMissingThenRotatedInRedis() {
        assertRotatesAt(IN_REDIS);

        assertThat(IN_REDIS.bean(RedisScripts.class)).isInstanceOf(SpringDataScripts.class);
        assertThat(IN_REDIS.bean(StringRedisTemplate.class).keys("{guestpass:*"))
                .isNotEmpty();
    }
}
