// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * The application's repository, with a conversion at the moment when it begins to keep a login: after everything that may
 * still refuse the login, such as a limit of concurrent sessions, and before its answer.
 *
 * <p>It also notes what it loaded, so that a login that was kept can be told from credentials that come with the request.
 */
final class ConvertingSecurityContextRepository implements SecurityContextRepository {

    private static final String OF_THIS_REQUEST = RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME;
    private static final String LOADED = ConvertingSecurityContextRepository.class.getName();

    private final SecurityContextRepository repository;
    private final SignedIn signedIn;
    private final boolean isForgetful;

    ConvertingSecurityContextRepository(SecurityContextRepository repository, SignedIn signedIn) {
        this.repository = repository;
        this.signedIn = signedIn;
        this.isForgetful = repository instanceof RequestAttributeSecurityContextRepository
                || repository instanceof NullSecurityContextRepository;
    }

    /** What was there when a request came, where Spring Security does not put off loading it. */
    private record Loaded(SecurityContext context, boolean isGenerated) implements DeferredSecurityContext {

        @Override
        public SecurityContext get() {
            return context;
        }
    }

    /** Tells whether the request is in a filter chain, which clears up after it. */
    static boolean isInChain(HttpServletRequest request) {
        return request.getAttribute(LOADED) != null;
    }

    /**
     * Tells whether a context is one that was kept since an earlier request. One that a filter has put on this request since,
     * as filters for bearer tokens do, would be found there by a repository that loads when it is asked.
     */
    static boolean isKept(HttpServletRequest request, SecurityContext context) {
        return request.getAttribute(OF_THIS_REQUEST) != context
                && request.getAttribute(LOADED) instanceof DeferredSecurityContext loaded
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
        Optional<AnonymousSession> session = AnonymousSession.find(request);
        Optional<Authentication> account = signedIn.accountIn(context);
        if (session.isPresent() && account.isPresent()) {
            note(session.get(), account.get(), request);
        }
    }

    /** A stateless chain keeps nobody: there a login is one that did not come with the request's own header. */
    private void note(AnonymousSession session, Authentication account, HttpServletRequest request) {
        if (isForgetful && request.getHeader("Authorization") != null) {
            session.withdraw();
        } else {
            signedIn.byLogin(session, account);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return repository.containsContext(request);
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // Still what SecurityContextPersistenceFilter calls.
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = repository.loadContext(holder);
        holder.getRequest().setAttribute(LOADED, new Loaded(context, context.getAuthentication() == null));
        return context;
    }
}
