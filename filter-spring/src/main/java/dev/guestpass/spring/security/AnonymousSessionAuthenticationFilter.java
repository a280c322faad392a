// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts the visitor in the place of the "anonymousUser" that Spring Security has just made, with the authorities that the
 * application gave to that one. An authentication of the application's own, a request that {@code AnonymousSessionFilter}
 * did not see, and a chain without anonymous users stay as they are.
 */
final class AnonymousSessionAuthenticationFilter implements Filter {

    private final SecurityContextHolderStrategy holder;

    AnonymousSessionAuthenticationFilter(SecurityContextHolderStrategy holder) {
        this.holder = holder;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<AnonymousSession> session = AnonymousSession.find(request);
        if (session.isPresent()) {
            Supplier<SecurityContext> before = holder.getDeferredContext();
            holder.setDeferredContext(SingletonSupplier.of(() -> withVisitor(before.get(), session.get())));
        }
        chain.doFilter(request, response);
    }

    /** A context of its own: the one before may be kept by somebody. */
    private SecurityContext withVisitor(SecurityContext before, AnonymousSession session) {
        Authentication authentication = before.getAuthentication();
        if (authentication == null || authentication.getClass() != AnonymousAuthenticationToken.class) {
            return before;
        }
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(
                new AnonymousSessionAuthentication((AnonymousAuthenticationToken) authentication, session));
        return context;
    }
}
