// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * The application's repository, with a conversion at the moment when it begins to keep a login: after everything that may
 * still refuse the login, such as a limit of concurrent sessions, and before its answer.
 *
 * <p>It also notes what it loaded, so that a login that was kept can be told from credentials that come with the request.
 */
final class ConvertingSecurityContextRepository implements SecurityContextRepository {

    private static final String LOADED = ConvertingSecurityContextRepository.class.getName();

    private final SecurityContextRepository repository;
    private final SignedIn signedIn;

    ConvertingSecurityContextRepository(SecurityContextRepository repository, SignedIn signedIn) {
        this.repository = repository;
        this.signedIn = signedIn;
    }

    /** Tells whether the request is in a filter chain, which clears up after it. */
    static boolean isInChain(HttpServletRequest request) {
        return request.getAttribute(LOADED) != null;
    }

    /** Tells whether a context is one that was kept since an earlier request. */
    static boolean isKept(HttpServletRequest request, SecurityContext context) {
        return request.getAttribute(LOADED) instanceof DeferredSecurityContext loaded
                && loaded.get() == context
                && !loaded.isGenerated();
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        DeferredSecurityContext loaded = repository.loadDeferredContext(request);
        request.setAttribute(LOADED, loaded);
        return loaded;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        repository.saveContext(context, request, response);
        signedIn.accountIn(context)
                .ifPresent(account ->
                        AnonymousSession.find(request).ifPresent(session -> signedIn.byLogin(session, account)));
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return repository.containsContext(request);
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // Still what SecurityContextPersistenceFilter calls.
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return repository.loadContext(holder);
    }
}
