// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;

/**
 * Puts the visitor where Spring Security's own filter puts one "anonymousUser" for all. A request that {@code
 * AnonymousSessionFilter} did not see gets that one still.
 */
final class AnonymousSessionAuthenticationFilter extends AnonymousAuthenticationFilter {

    private static final String ROLE = "ROLE_ANONYMOUS";

    private final String key;
    private final WebAuthenticationDetailsSource details = new WebAuthenticationDetailsSource();

    AnonymousSessionAuthenticationFilter(String key) {
        super(key);
        this.key = key;
    }

    @Override
    protected Authentication createAuthentication(HttpServletRequest request) {
        Optional<AnonymousSession> session = AnonymousSession.find(request);
        return session.isPresent() ? visitor(session.get(), request) : super.createAuthentication(request);
    }

    private Authentication visitor(AnonymousSession session, HttpServletRequest request) {
        AnonymousAuthenticationToken visitor =
                new AnonymousSessionAuthentication(key, session, AuthorityUtils.createAuthorityList(ROLE));
        visitor.setDetails(details.buildDetails(request));
        return visitor;
    }
}
