// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.preauth.RequestHeaderAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** One filter chain for each thing that an application may do differently. */
@Configuration(proxyBeanMethods = false)
public class SideChains {

    @Bean
    WebSecurityCustomizer ignored() {
        return web -> web.ignoring().requestMatchers("/ignored/**");
    }

    private static Jwt robot(String token) {
        return Jwt.withTokenValue(token).header("alg", "none").subject("robot").build();
    }

    /** Clients with credentials of their own: HTTP Basic, a token, a proxy that vouches for a user. */
    @Bean
    @Order(1)
    SecurityFilterChain apiChain(HttpSecurity http) throws Exception {
        RequestHeaderAuthenticationFilter proxy = new RequestHeaderAuthenticationFilter();
        proxy.setPrincipalRequestHeader("X-Proxy-User");
        proxy.setExceptionIfHeaderMissing(false);
        proxy.setAuthenticationManager(user -> new PreAuthenticatedAuthenticationToken(
                user.getPrincipal(), user.getCredentials(), TokenFilter.AUTHORITIES));
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(Customizer.withDefaults())
                .addFilterBefore(new TokenFilter(), UsernamePasswordAuthenticationFilter.class)
                .addFilter(proxy)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain oneSessionEachChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/limited/**")
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(form -> form.loginProcessingUrl("/limited/login"))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(SideChains::robot)))
                .sessionManagement(sessions -> sessions.maximumSessions(1).maxSessionsPreventsLogin(true))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain nobodyIsAnonymousChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/nobody/**")
                .anonymous(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain guestsHaveARoleChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/guests/**")
                .with(new AnonymousSessionConfigurer(), Customizer.withDefaults())
                .anonymous(anonymous -> anonymous.authorities("ROLE_GUEST"))
                .authorizeHttpRequests(rules -> rules.anyRequest().hasRole("GUEST"))
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain withoutUsChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/plain/**")
                .with(new AnonymousSessionConfigurer(), AnonymousSessionConfigurer::disable)
                .build();
    }

    @Bean
    @Order(6)
    SecurityFilterChain formChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/form/**")
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse()))
                .build();
    }

    /** Where logins are kept is down, as a database of HTTP sessions may be. */
    @Bean
    @Order(7)
    SecurityFilterChain brokenChain(HttpSecurity http) throws Exception {
        SecurityContextRepository broken = new HttpSessionSecurityContextRepository() {
            @Override
            public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
                return new BrokenContext();
            }
        };
        return http.securityMatcher("/broken/**")
                .securityContext(context -> context.securityContextRepository(broken))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    /** As Spring Security 5 did: whoever is there at the end of a request is kept. */
    @Bean
    @Order(10)
    SecurityFilterChain legacyChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/legacy/**")
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.requireExplicitSave(false))
                .sessionManagement(sessions ->
                        sessions.sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::newSession))
                .formLogin(form -> form.loginProcessingUrl("/legacy/login"))
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    /** Its login answers with a token of its own as a rule, and that comes with each request. */
    @Bean
    @Order(11)
    SecurityFilterChain statelessChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/stateless/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .formLogin(form -> form.loginProcessingUrl("/stateless/login"))
                .addFilterBefore(
                        new KeptTokenFilter(() -> http.getSharedObject(SecurityContextRepository.class)),
                        UsernamePasswordAuthenticationFilter.class)
                .build();
    }

    /** What the application has for all of its chains, applied as Spring Security documents it. */
    private static final class HouseRules extends AbstractHttpConfigurer<HouseRules, HttpSecurity> {

        @Override
        public void init(HttpSecurity http) {
            http.securityContext(
                    context -> context.securityContextRepository(new HttpSessionSecurityContextRepository()));
        }
    }

    @Bean
    @Order(12)
    SecurityFilterChain chainWithHouseRules(HttpSecurity http) throws Exception {
        return http.securityMatcher("/house/**")
                .with(new HouseRules(), Customizer.withDefaults())
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(form -> form.loginProcessingUrl("/house/login"))
                .build();
    }

    private static final class BrokenContext implements DeferredSecurityContext {

        @Override
        public SecurityContext get() {
            throw new IllegalStateException("down");
        }

        @Override
        public boolean isGenerated() {
            throw new IllegalStateException("down");
        }
    }
}
