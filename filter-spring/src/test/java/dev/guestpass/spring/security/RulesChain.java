// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One page for each kind of rule. */
@RestController
public class RulesChain {

    @Bean
    @Order(9)
    static SecurityFilterChain rules(HttpSecurity http) throws Exception {
        return http.securityMatcher("/rules/**")
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

    @GetMapping("/rules/{rule}")
    public String page() {
        return "page";
    }

    @GetMapping("/rules/method-anonymous")
    @PreAuthorize("isAnonymous()")
    public String forVisitors() {
        return "page";
    }

    @GetMapping("/rules/method-authenticated")
    @PreAuthorize("isAuthenticated()")
    public String forAccounts() {
        return "page";
    }

    @GetMapping("/rules/method-role-user")
    @PreAuthorize("hasRole('USER')")
    public String forUsers() {
        return "page";
    }
}
