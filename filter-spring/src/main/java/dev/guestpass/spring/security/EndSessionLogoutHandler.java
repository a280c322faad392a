// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the visitor's session at a log-out, if one was left because its conversion failed or waits for a choice: the next
 * person at this browser is somebody else.
 */
final class EndSessionLogoutHandler implements LogoutHandler {

    private static final Logger LOG = System.getLogger(EndSessionLogoutHandler.class.getName());

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        AnonymousSession.find(request).ifPresent(EndSessionLogoutHandler::end);
    }

    private static void end(AnonymousSession session) {
        try {
            session.end();
        } catch (RuntimeException e) {
            LOG.log(WARNING, "The visitor's session could not be ended at a log-out, and goes on", e);
        }
    }
}
