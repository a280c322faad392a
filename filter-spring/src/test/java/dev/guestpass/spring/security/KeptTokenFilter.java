// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** A token filter of the application's own that tells the chain's repository, so that error pages know the client. */
final class KeptTokenFilter extends OncePerRequestFilter {

    private final Supplier<SecurityContextRepository> repository;

    KeptTokenFilter(Supplier<SecurityContextRepository> repository) {
        this.repository = repository;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("Authorization") != null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated("robot", null, TokenFilter.AUTHORITIES));
            SecurityContextHolder.setContext(context);
            repository.get().saveContext(context, request, response);
        }
        chain.doFilter(request, response);
    }
}
