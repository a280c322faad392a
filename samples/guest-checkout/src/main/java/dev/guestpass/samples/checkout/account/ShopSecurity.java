// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Everything is for everybody but the account, and what is for staff. Of Guestpass there is nothing in here: its starter adds itself to the
 * chain. Visitors never get a server-side session; that is what their identity is for.
 */
@Configuration(proxyBeanMethods = false)
class ShopSecurity {

    /** How little these pages need: our own style sheet, pictures and forms; no script at all. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain pages(HttpSecurity http, SecurityContextRepository contexts, CsrfTokenRepository tokens) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/insights/**")
                        .hasRole(Staff.ROLE)
                        .requestMatchers("/account/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                // Every login leads to the one page that its account starts from: nothing to remember in a session.
                .requestCache(RequestCacheConfigurer::disable)
                .formLogin(login -> login.loginPage("/login")
                        .successHandler(new ToAccount())
                        .failureHandler(backToLogin()))
                .logout(logout -> logout.addLogoutHandler(new KeepCarts())
                        .logoutSuccessUrl("/")
                        .deleteCookies("JSESSIONID"))
                .headers(ShopSecurity::restrict)
                .build();
    }

    private static void restrict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    /** Keeps the reason to itself: it would go into a session, and all reasons read the same anyway. */
    private static SimpleUrlAuthenticationFailureHandler backToLogin() {
        SimpleUrlAuthenticationFailureHandler failed = new SimpleUrlAuthenticationFailureHandler("/login?failed");
        failed.setAllowSessionCreation(false);
        return failed;
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AuthenticationManager logins(AuthenticationConfiguration configuration) {
        return configuration.getAuthenticationManager();
    }
}
