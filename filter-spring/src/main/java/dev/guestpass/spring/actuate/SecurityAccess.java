// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Asks the application's own filter chains, in their order, as they would be asked for a request: the first one that
 * matches decides, by its authorization manager, about the anonymous user that this very chain makes. Nobody is signed in
 * or refused by that, and no event is published.
 */
record SecurityAccess(FilterChainProxy proxy, ServletContext context) implements AnonymousAccess {

    @Override
    public Verdict ask(Mapping mapping, String method) {
        HttpServletRequest request = AskedRequest.of(method, mapping, context);
        try {
            List<SecurityFilterChain> chains = proxy.getFilterChains();
            for (int i = 0; i < chains.size(); i++) {
                if (chains.get(i).matches(request)) {
                    return ask(chains.get(i), "chain " + (i + 1) + " of " + chains.size(), request);
                }
            }
            return new Verdict("yes", "no filter chain of Spring Security matches");
        } catch (RuntimeException | LinkageError e) {
            // The latter of a rule that was compiled for another line of Spring Security.
            return new Verdict("unknown", "a rule could not be asked without a request: " + e);
        }
    }

    private static Verdict ask(SecurityFilterChain chain, String place, HttpServletRequest request) {
        String name = place + matcher(chain);
        Optional<AuthorizationFilter> filter = find(chain, AuthorizationFilter.class);
        if (filter.isPresent()) {
            return ask(chain, filter.get().getAuthorizationManager(), name, request);
        } else if (chain.getFilters().isEmpty()) {
            return new Verdict("yes", name + " has no filters: Spring Security ignores it");
        }
        boolean isOldStyle = chain.getFilters().stream()
                .anyMatch(other -> other.getClass().getSimpleName().equals("FilterSecurityInterceptor"));
        return isOldStyle
                ? new Verdict("unknown", name + " has a FilterSecurityInterceptor, which is not asked")
                : new Verdict("yes", name + " authorizes nothing");
    }

    private static Verdict ask(
            SecurityFilterChain chain,
            AuthorizationManager<HttpServletRequest> manager,
            String name,
            HttpServletRequest request) {
        String rule = name + ", " + AuthorizationRules.of(manager, request).orElse("its authorization manager");
        try {
            AuthorizationResult result = AuthorizationRules.unobserved(manager).authorize(() -> nobody(chain), request);
            return Verdict.of(result == null || result.isGranted(), rule);
        } catch (AuthenticationException e) {
            return new Verdict("no", rule + ", and the chain has no anonymous user");
        }
    }

    /** A rule that needs nobody's name does not ask for it, and then a chain without anonymous users lets them in. */
    private static Authentication nobody(SecurityFilterChain chain) {
        return find(chain, AnonymousAuthenticationFilter.class)
                .map(filter ->
                        new AnonymousAuthenticationToken("report", filter.getPrincipal(), filter.getAuthorities()))
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("There is no anonymous user"));
    }

    private static <F extends Filter> Optional<F> find(SecurityFilterChain chain, Class<F> type) {
        return chain.getFilters().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static String matcher(SecurityFilterChain chain) {
        return chain instanceof DefaultSecurityFilterChain known ? " (" + known.getRequestMatcher() + ')' : "";
    }
}
