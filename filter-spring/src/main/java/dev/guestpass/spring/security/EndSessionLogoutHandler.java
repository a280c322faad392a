// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the visitor's session at a log-out of an account, if one was left because its conversion failed or waits for a
 * choice: the next person at this browser is somebody else. One that has not been tried yet, because the login is of this
 * moment, is converted first. A visitor who was not signed in, and calls the log-out all the same, keeps what they have.
 */
final class EndSessionLogoutHandler implements LogoutHandler {

    private static final Logger LOG = SafeLogger.of(EndSessionLogoutHandler.class);

    private final SecurityContextHolderStrategy holder;
    private final SignedIn signedIn;

    EndSessionLogoutHandler(SecurityContextHolderStrategy holder, SignedIn signedIn) {
        this.holder = holder;
        this.signedIn = signedIn;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        Optional<AnonymousSession> session = AnonymousSession.find(request);
        SecurityContext context = holder.getContext();
        if (session.isPresent() && signedIn.accountIn(context).isPresent()) {
            signedIn.note(session.get(), context, request);
            end(session.get());
        }
    }

    private static void end(AnonymousSession session) {
        try {
            session.end();
        } catch (RuntimeException e) {
            LOG.log(WARNING, "The visitor's session could not be ended at a log-out, and goes on", e);
        }
    }
}
