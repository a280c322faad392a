// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.conversion.VerifiedLogin;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The account that the container says is signed in. */
final class SignedInAccount {

    /** Credentials that come with every request prove no login: nobody has just signed in, and nobody can sign out. */
    private static final Set<String> NO_LOGIN = Set.of(
            HttpServletRequest.BASIC_AUTH,
            HttpServletRequest.DIGEST_AUTH,
            HttpServletRequest.CLIENT_CERT_AUTH,
            "CLIENT-CERT",
            "BEARER",
            "MP-JWT",
            "SPNEGO",
            "NEGOTIATE");

    private SignedInAccount() {}

    static Optional<String> of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        boolean isAccount = principal != null && !(principal instanceof AnonymousPrincipal);
        return isAccount ? Optional.ofNullable(principal.getName()).filter(name -> !name.isBlank()) : Optional.empty();
    }

    /** Returns the login if there was one, so that what the visitor collected may go to it. */
    static Optional<VerifiedLogin> byLogin(HttpServletRequest request) {
        return isLogin(request) ? of(request).map(VerifiedLogin::byCompletedLogin) : Optional.empty();
    }

    /**
     * Jakarta Security tells no type, or its own, for each of its ways. So credentials in a header count as how somebody
     * signed in, unless the container says that it was by a form.
     */
    private static boolean isLogin(HttpServletRequest request) {
        String type = String.valueOf(request.getAuthType()).toUpperCase(Locale.ROOT);
        return !NO_LOGIN.contains(type)
                && (type.equals(HttpServletRequest.FORM_AUTH) || request.getHeader("Authorization") == null);
    }
}
