// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

/** Tells a visitor's session that somebody is signed in, and lets no failure of that reach the request. */
final class SignedIn {

    private static final Logger LOG = SafeLogger.of(SignedIn.class);

    private final LoginResolver logins;
    private final Accounts accounts;

    SignedIn(LoginResolver logins, Accounts accounts) {
        this.logins = logins;
        this.accounts = accounts;
    }

    Optional<Authentication> accountIn(SecurityContext context) {
        return accounts.in(context);
    }

    /** A login that was kept takes what the visitor collected; who has credentials of their own gets no session. */
    void note(AnonymousSession session, SecurityContext context, HttpServletRequest request) {
        Optional<Authentication> account = accountIn(context);
        if (account.isPresent() && ConvertingSecurityContextRepository.isKept(request, context)) {
            byLogin(session, account.get());
        } else if (account.isPresent()) {
            session.withdraw();
        }
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
