// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.servlet.AccountResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Finds the account that Spring Security will find once it gets the request, because the filter runs before it. Looks into
 * the HTTP session if there is one, and makes none. Safe for use by several threads.
 */
public final class SecurityContextAccountResolver implements AccountResolver {

    private final SecurityContextRepository repository;

    /**
     * Makes a resolver.
     *
     * @param repository where logins are kept between requests
     */
    public SecurityContextAccountResolver(SecurityContextRepository repository) {
        this.repository = repository;
    }

    @Override
    public Optional<String> resolve(HttpServletRequest request) {
        SecurityContext kept = repository.loadDeferredContext(request).get();
        return SignedIn.accountIn(kept)
                .map(Authentication::getName)
                .or(() -> AccountResolver.ofContainer().resolve(request));
    }
}
