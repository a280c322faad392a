// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Signs a customer in without the log-in form, and leaves behind what that would have left. */
@Component
final class SignIn {

    private final AuthenticationManager logins;
    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy renewal;
    private final SecurityContextHolderStrategy current = SecurityContextHolder.getContextHolderStrategy();

    SignIn(AuthenticationManager logins, SecurityContextRepository contexts, CsrfTokenRepository tokens) {
        this.logins = logins;
        this.contexts = contexts;
        // What somebody may have planted before the login is worth nothing after it.
        this.renewal = new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(tokens)));
    }

    /** Throws an {@link org.springframework.security.core.AuthenticationException} if the password is not theirs. */
    void signIn(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        Authentication customer =
                logins.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password));
        renewal.onAuthentication(customer, request, response);
        SecurityContext context = current.createEmptyContext();
        context.setAuthentication(customer);
        current.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
