// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.servlet.AccountLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Signs a person in to Spring Security once their session was converted, as the filter chain of the request would: the HTTP
 * session gets a new id (and whatever else its {@code SessionAuthenticationStrategy} does), the chain's {@link
 * SecurityContextRepository} keeps the login, and the event of a success is published. It makes no HTTP session beyond what
 * these do.
 *
 * <p>Who it is, the application's {@link UserDetailsService} tells, if there is one: the account's id is then the user's
 * name, and an account that is locked, disabled or expired is not signed in. Without one it is the account's id, with one
 * authority. An application whose ids are no names gives an {@link AccountLogin} of its own. Safe for use by several
 * threads.
 */
public final class SecurityContextAccountLogin implements AccountLogin {

    private final ApplicationContext context;
    private final String authority;

    /**
     * Makes a login.
     *
     * @param context has the application's filter chains and users
     * @param authority what an account may do that no {@link UserDetailsService} knows of
     */
    public SecurityContextAccountLogin(ApplicationContext context, String authority) {
        this.context = context;
        this.authority = authority;
    }

    @Override
    public void logIn(HttpServletRequest request, HttpServletResponse response, ConversionReceipt receipt) {
        UsernamePasswordAuthenticationToken account = account(receipt.accountId());
        account.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        ChainLogin chain = chainOf(request);
        chain.strategy().onAuthentication(account, request, response);
        keep(account, chain, request, response);
        publisher().publishAuthenticationSuccess(account);
    }

    /**
     * What is left of a password goes, as after every login. Of several services that know users, none of them primary,
     * nobody can tell which knows of a lock: then nobody is signed in.
     */
    private UsernamePasswordAuthenticationToken account(String accountId) {
        UserDetailsService users =
                context.getBeanProvider(UserDetailsService.class).getIfAvailable();
        if (users == null) {
            return UsernamePasswordAuthenticationToken.authenticated(
                    accountId, null, AuthorityUtils.createAuthorityList(authority));
        }
        UserDetails user = users.loadUserByUsername(accountId);
        new AccountStatusUserDetailsChecker().check(user);
        UsernamePasswordAuthenticationToken account =
                UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
        account.eraseCredentials();
        return account;
    }

    /** Outside of the chain nobody would take the login off the thread again. */
    private void keep(
            Authentication account, ChainLogin chain, HttpServletRequest request, HttpServletResponse response) {
        SecurityContextHolderStrategy holder = context.getBeanProvider(SecurityContextHolderStrategy.class)
                .getIfAvailable(SecurityContextHolder::getContextHolderStrategy);
        SecurityContext login = holder.createEmptyContext();
        login.setAuthentication(account);
        if (ConvertingSecurityContextRepository.isInChain(request)) {
            holder.setContext(login);
        }
        chain.repository().saveContext(login, request, response);
    }

    /** The first chain for the request, which it may be in, or not have come to yet. */
    private ChainLogin chainOf(HttpServletRequest request) {
        @Nullable
        SecurityContextRepository shared =
                context.getBeanProvider(SecurityContextRepository.class).getIfUnique();
        return context.getBeanProvider(SecurityFilterChain.class)
                .orderedStream()
                .filter(chain -> chain.matches(request))
                .findFirst()
                .flatMap(SecurityContextAccountLogin::loginOf)
                .orElseGet(() -> ChainLogin.withoutChain(shared));
    }

    private static Optional<ChainLogin> loginOf(SecurityFilterChain chain) {
        return chain.getFilters().stream()
                .filter(SignedInFilter.class::isInstance)
                .map(filter -> ((SignedInFilter) filter).chain())
                .findFirst();
    }

    private AuthenticationEventPublisher publisher() {
        return context.getBeanProvider(AuthenticationEventPublisher.class)
                .getIfAvailable(() -> new DefaultAuthenticationEventPublisher(context));
    }
}
