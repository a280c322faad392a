// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.spring.SpringServer;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** What is nobody's controller, and the rules where Spring Security is told to print what it does. */
class ExposureElsewhereTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebSecurity(debug = true)
    static class Closed {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.requestMatchers("/")
                            .authenticated()
                            .requestMatchers(HttpMethod.GET)
                            .permitAll()
                            .anyRequest()
                            .denyAll())
                    .build();
        }
    }

    @RegisterExtension
    static final SpringServer SERVER = SpringServer.of(Closed.class)
            .with("spring.web.resources.static-locations", "classpath:/welcome/")
            .with("management.server.port", "0")
            .with("management.endpoints.web.exposure.include", "guestpass");

    private static Tuple row(String pattern, String anonymous) {
        return Tuple.tuple(pattern, anonymous);
    }

    @Test
    void makeWhenDebuggedAndOnTwoPortsThenRulesAndWhatIsNotCovered() throws Exception {
        List<Exposure> report = SERVER.bean(ExposureReport.class).make();

        assertThat(report)
                .extracting(Exposure::pattern, Exposure::anonymous)
                .contains(row("/", "no"), row("/**", "yes"), row("/**", "no"), row("/**", "unknown"));
        assertThat(report).extracting(Exposure::rule).anyMatch(rule -> rule.contains("management port"));
    }
}
