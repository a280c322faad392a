// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Leads staff to the insights, and a customer who just logged in to their account, and tells it whether a cart came along by that login; first to the
 * choice between two carts, if there is one to make.
 */
final class ToAccount implements AuthenticationSuccessHandler {

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication customer) throws IOException {
        response.sendRedirect(request.getContextPath() + next(AnonymousSession.from(request), customer));
    }

    private static String next(AnonymousSession session, Authentication customer) {
        if (session.pendingChoice().isPresent()) {
            return "/choice";
        } else if (customer.getAuthorities().stream()
                .anyMatch(it -> ("ROLE_" + Staff.ROLE).equals(it.getAuthority()))) {
            return "/insights";
        }
        return session.receipt().isPresent() ? "/account?moved" : "/account";
    }
}
