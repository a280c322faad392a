// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** What half of all applications have: a filter of their own that reads a token and sets the security context. */
final class TokenFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Token";
    static final List<GrantedAuthority> AUTHORITIES = AuthorityUtils.createAuthorityList("ROLE_ROBOT");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String how = request.getHeader(HEADER);
        Authentication robot = UsernamePasswordAuthenticationToken.authenticated("robot", "", AUTHORITIES);
        if ("mutates".equals(how)) {
            SecurityContextHolder.getContext().setAuthentication(robot);
        } else if ("replaces".equals(how)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(robot);
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
