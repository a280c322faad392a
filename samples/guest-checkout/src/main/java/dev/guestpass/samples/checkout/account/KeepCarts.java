// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Puts the visitor's cart aside for who logs out without having chosen between two: the log-out ends the visitor as well,
 * and what they had would be nobody's.
 */
final class KeepCarts implements LogoutHandler {

    private static final System.Logger LOG = System.getLogger(KeepCarts.class.getName());

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.isAuthenticated()) {
            keep(AnonymousSession.from(request), VerifiedLogin.byCompletedLogin(authentication.getName()));
        }
    }

    /** Nobody is kept from logging out by what fails here. */
    private static void keep(AnonymousSession session, VerifiedLogin login) {
        try {
            session.convertIfDue(login);
            session.pendingChoice().ifPresent(choice -> session.redeemAndLogIn(choice.ticket(), CartChoice.THAT.id()));
        } catch (RuntimeException e) {
            LOG.log(WARNING, "A visitor's cart could not be put aside at a log-out", e);
        }
    }
}
