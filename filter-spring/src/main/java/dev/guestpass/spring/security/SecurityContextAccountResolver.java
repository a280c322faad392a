// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.servlet.AccountResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Finds the account that Spring Security will find once it gets the request, because the filter runs before it. Looks into
 * the HTTP session if there is one, and makes none. Safe for use by several threads.
 */
public final class SecurityContextAccountResolver implements AccountResolver {

    private final SecurityContextRepository repository;
    private final Accounts accounts;

    /**
     * Makes a resolver.
     *
     * @param repository where logins are kept between requests
     * @param beans the application's, in which Spring Security 7 may have rules about required factors
     */
    public SecurityContextAccountResolver(SecurityContextRepository repository, BeanFactory beans) {
        this.repository = repository;
        this.accounts = new Accounts(beans);
    }

    @Override
    public Optional<String> resolve(HttpServletRequest request) {
        SecurityContext kept = repository.loadDeferredContext(request).get();
        return accounts.in(kept)
                .map(Authentication::getName)
                .or(() -> AccountResolver.ofContainer().resolve(request));
    }
}
