// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.AnonymousSession;
import java.lang.System.Logger;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

/** Tells a visitor's session that somebody is signed in, and lets no failure of that reach the request. */
final class SignedIn {

    private static final Logger LOG = System.getLogger(SignedIn.class.getName());
    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private final LoginResolver logins;

    SignedIn(LoginResolver logins) {
        this.logins = logins;
    }

    /** Returns whom Spring Security has signed in; an anonymous user is nobody. */
    static Optional<Authentication> accountIn(SecurityContext context) {
        return Optional.ofNullable(context.getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(authentication -> !TRUST.isAnonymous(authentication));
    }

    /** For a login that Spring Security keeps: by now, or since an earlier request. */
    void byLogin(AnonymousSession session, Authentication account) {
        Optional<VerifiedLogin> login = loginOf(account);
        login.ifPresent(session::convertIfDue);
        if (login.isEmpty()) {
            session.withdraw();
        }
    }

    private Optional<VerifiedLogin> loginOf(Authentication account) {
        try {
            return logins.resolve(account);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "The login resolver failed; nothing is converted", e);
            return Optional.empty();
        }
    }
}
