// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** One path for each kind of rule. */
@Configuration(proxyBeanMethods = false)
public class RulesChain {

    @Bean
    @Order(9)
    SecurityFilterChain rules(HttpSecurity http) throws Exception {
        return http.securityMatcher("/rules/**")
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(rules -> rules.requestMatchers("/rules/deny-all")
                        .denyAll()
                        .requestMatchers("/rules/anonymous")
                        .anonymous()
                        .requestMatchers("/rules/authenticated")
                        .authenticated()
                        .requestMatchers("/rules/fully-authenticated")
                        .fullyAuthenticated()
                        .requestMatchers("/rules/remember-me")
                        .rememberMe()
                        .requestMatchers("/rules/role-user")
                        .hasRole("USER")
                        .requestMatchers("/rules/role-admin")
                        .hasRole("ADMIN")
                        .requestMatchers("/rules/role-anonymous")
                        .hasRole("ANONYMOUS")
                        .anyRequest()
                        .permitAll())
                .build();
    }
}
