// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.spring.Logins;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** Log-in by a form, remember-me, log-out and the usual rules, for all paths that have no chain of their own. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
public class MainChain {

    /** Takes what the filter chain keeps logins in, as an application does that signs people in by itself. */
    static final class ChainRepository {

        private SecurityContextRepository value;

        SecurityContextRepository value() {
            return value;
        }
    }

    @Bean
    ChainRepository chainRepository() {
        return new ChainRepository();
    }

    @Bean
    static AuthorizationEventPublisher publishesRefusals(ApplicationEventPublisher publisher) {
        return new SpringAuthorizationEventPublisher(publisher);
    }

    @Bean
    UserDetailsService accounts() {
        InMemoryUserDetailsManager accounts = new InMemoryUserDetailsManager(account("root", "USER", "ADMIN"));
        Stream.of("alice", "bob", "carol", "dave", "erin", "frank")
                .forEach(name -> accounts.createUser(account(name, "USER")));
        return accounts;
    }

    private static UserDetails account(String name, String... roles) {
        return User.withUsername(name)
                .password("{noop}" + Logins.PASSWORD)
                .roles(roles)
                .build();
    }

    @Bean
    SecurityFilterChain mainChain(HttpSecurity http, UserDetailsService accounts, ChainRepository repository)
            throws Exception {
        http.authorizeHttpRequests(rules -> rules.requestMatchers("/members/**")
                .authenticated()
                .anyRequest()
                .permitAll());
        http.csrf(AbstractHttpConfigurer::disable);
        http.requestCache(AbstractHttpConfigurer::disable);
        http.formLogin(form -> form.successHandler(tellReceipt()));
        http.rememberMe(remember -> remember.key("key"));
        http.addFilterAfter(switchUser(accounts), AuthorizationFilter.class);
        SecurityFilterChain chain = http.build();
        repository.value = http.getSharedObject(SecurityContextRepository.class);
        return chain;
    }

    private static AuthenticationSuccessHandler tellReceipt() {
        return (request, response, authentication) -> {
            String account = AnonymousSession.from(request)
                    .receipt()
                    .map(ConversionReceipt::accountId)
                    .orElse("none");
            response.setHeader("X-Receipt", account);
            response.sendRedirect("/");
        };
    }

    private static SwitchUserFilter switchUser(UserDetailsService accounts) {
        SwitchUserFilter filter = new SwitchUserFilter();
        filter.setUserDetailsService(accounts);
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        filter.setTargetUrl("/");
        filter.afterPropertiesSet();
        return filter;
    }
}
