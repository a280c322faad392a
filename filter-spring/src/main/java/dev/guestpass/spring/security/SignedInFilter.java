// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Runs when Spring Security knows who is there. An account whose login was kept takes what the visitor of the same browser
 * collected; a client with credentials of its own gets no session.
 */
final class SignedInFilter implements Filter {

    private static final Logger LOG = SafeLogger.of(SignedInFilter.class);

    private final SecurityContextHolderStrategy holder;
    private final SignedIn signedIn;
    private final ChainLogin chain;

    SignedInFilter(SecurityContextHolderStrategy holder, SignedIn signedIn, ChainLogin chain) {
        this.holder = holder;
        this.signedIn = signedIn;
        this.chain = chain;
    }

    /** Returns how logins are kept by the chain that this filter is in. */
    ChainLogin chain() {
        return chain;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain rest)
            throws IOException, ServletException {
        Optional<AnonymousSession> session = AnonymousSession.find(request);
        if (session.isPresent() && request.getDispatcherType() == DispatcherType.REQUEST) {
            noteSafely(session.get(), (HttpServletRequest) request);
        }
        rest.doFilter(request, response);
    }

    /** Spring Security loads no login for a page that all may see, so its failure must not reach that page by us. */
    private void noteSafely(AnonymousSession session, HttpServletRequest request) {
        try {
            signedIn.note(session, holder.getContext(), request);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "It can not be told whether somebody is signed in; nothing is converted", e);
        }
    }
}
