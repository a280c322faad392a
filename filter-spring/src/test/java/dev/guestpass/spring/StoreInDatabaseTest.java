// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.jdbc.JdbcKeySource;
import dev.guestpass.servlet.Browser;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.GuardedVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** An application with a database that Spring Boot sets up, and three properties. */
class StoreInDatabaseTest {

    @RegisterExtension
    static final SpringServer SERVER = SpringServer.of(Application.class)
            .with("spring.datasource.url", "jdbc:h2:mem:store-in-database;DB_CLOSE_DELAY=-1")
            .with("guestpass.store", "jdbc")
            .with("guestpass.keys.location", "jdbc")
            .with("guestpass.keys.secret", "twenty-two-characters-");

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

    @Test
    void startWhenPropertiesAreSetThenEverythingIsInTheDatabase() {
        assertThat(SERVER.bean(SessionStore.class)).isInstanceOf(GuardedSessionStore.class);
        assertThat(SERVER.bean(SessionStore.class).joinsTransactions()).isTrue();
        assertThat(SERVER.bean(VerificationStore.class)).isInstanceOf(GuardedVerificationStore.class);
        assertThat(SERVER.bean(KeySource.class)).isInstanceOf(JdbcKeySource.class);
    }

    @Test
    void getWhenSessionTokenIsMissingThenRotatedInTheDatabase() {
        JdbcTemplate database = SERVER.bean(JdbcTemplate.class);
        Browser visitor = SERVER.browser();
        String subject = visitor.get("/").subject();
        int before = database.queryForObject("select count(*) from guestpass_session", Integer.class);

        assertThat(visitor.drop("DS").get("/").subject()).isEqualTo(subject);
        assertThat(database.queryForObject("select count(*) from guestpass_session", Integer.class))
                .isEqualTo(before + 1);
    }
}
