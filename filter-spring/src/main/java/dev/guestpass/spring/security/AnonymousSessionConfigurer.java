// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Brings visitors into a filter chain. Spring Security applies it to every {@link HttpSecurity} by itself; {@code
 * http.with(new AnonymousSessionConfigurer(), AnonymousSessionConfigurer::disable)} takes it out of one, and {@code
 * guestpass.security.enabled=false} out of all.
 *
 * <ul>
 *   <li>What the {@link AnonymousAuthenticationFilter} makes becomes an {@link AnonymousSessionAuthentication}, with the
 *       same authorities; nothing does where {@code anonymous} was disabled.
 *   <li>A login converts the visitor as soon as the chain's {@link SecurityContextRepository} begins to keep it, or on a
 *       later request if something else keeps it. So form, OAuth 2, one-time-token and remember-me logins do at once, and
 *       passkey logins, which Spring Security keeps in a repository of their own, with the next page.
 *   <li>HTTP Basic, bearer tokens and other credentials that come with each request convert nobody, and start no session.
 *   <li>A log-out ends what is left of the visitor's session.
 * </ul>
 *
 * <p>It takes a {@link LoginResolver} from the application context, if there is one. It makes no HTTP session.
 */
public final class AnonymousSessionConfigurer extends AbstractHttpConfigurer<AnonymousSessionConfigurer, HttpSecurity> {

    /** Makes a configurer. */
    public AnonymousSessionConfigurer() {}

    /** What is added now begins after all others, which may still choose where logins are kept. */
    @Override
    public void init(HttpSecurity http) {
        if (isEnabled(http.getSharedObject(ApplicationContext.class).getEnvironment())) {
            http.with(new Bridge(), Customizer.withDefaults());
        }
    }

    private static boolean isEnabled(Environment environment) {
        return environment.getProperty("guestpass.enabled", Boolean.class, true)
                && environment.getProperty("guestpass.security.enabled", Boolean.class, true);
    }

    private static final class Bridge extends AbstractHttpConfigurer<Bridge, HttpSecurity> {

        @Override
        public void init(HttpSecurity http) {
            ApplicationContext context = http.getSharedObject(ApplicationContext.class);
            LoginResolver logins =
                    context.getBeanProvider(LoginResolver.class).getIfAvailable(LoginResolver::ofCompletedLogins);
            SignedIn signedIn = new SignedIn(logins, new Accounts(context));
            SecurityContextRepository repository = new ConvertingSecurityContextRepository(repository(http), signedIn);
            http.setSharedObject(SecurityContextRepository.class, repository);
            SecurityContextHolderStrategy holder = getSecurityContextHolderStrategy();
            ChainLogin chain =
                    new ChainLogin(repository, () -> http.getSharedObject(SessionAuthenticationStrategy.class));
            http.addFilterBefore(new SignedInFilter(holder, signedIn, chain), AnonymousAuthenticationFilter.class);
            http.addFilterAfter(new AnonymousSessionAuthenticationFilter(holder), AnonymousAuthenticationFilter.class);
            addLogoutHandler(http, new EndSessionLogoutHandler(holder, signedIn));
        }

        /** What the application chose, or session management did; without either, what Spring Security falls back to. */
        private static SecurityContextRepository repository(HttpSecurity http) {
            @Nullable SecurityContextRepository chosen = http.getSharedObject(SecurityContextRepository.class);
            return chosen == null
                    ? new DelegatingSecurityContextRepository(
                            new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository())
                    : chosen;
        }

        @SuppressWarnings("unchecked")
        private static void addLogoutHandler(HttpSecurity http, LogoutHandler handler) {
            @Nullable LogoutConfigurer<HttpSecurity> logout = http.getConfigurer(LogoutConfigurer.class);
            if (logout != null) {
                logout.addLogoutHandler(handler);
            }
        }
    }
}
