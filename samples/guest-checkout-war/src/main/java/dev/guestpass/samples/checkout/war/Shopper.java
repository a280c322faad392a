// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/**
 * Who is shopping: an account if somebody signed in, else an anonymous visitor.
 *
 * @param owner whose cart it is
 * @param isSignedIn whether that is an account
 * @param isForgotten whether the identity ends with this request, so that nothing can be kept for it
 */
record Shopper(Owner owner, boolean isSignedIn, boolean isForgotten) {

    static Shopper of(HttpServletRequest request) {
        Principal account = request.getUserPrincipal();
        if (account != null) {
            return new Shopper(Owner.account(account.getName()), true, false);
        }
        Visitors.Visitor visitor = Visitors.here().of(request);
        return new Shopper(Owner.visitor(visitor.subject()), false, visitor.isForgotten());
    }
}
