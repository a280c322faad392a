// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.visitor;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/**
 * Who is shopping: an account if somebody signed in, else an anonymous visitor. Any controller method may ask for it.
 *
 * @param owner whose cart it is
 * @param isSignedIn whether that is an account
 * @param isForgotten whether the identity ends with this request, so that nothing can be kept for it
 */
public record Shopper(Owner owner, boolean isSignedIn, boolean isForgotten) {

    static Shopper of(HttpServletRequest request) {
        // Spring Security keeps this empty for visitors.
        Principal account = request.getUserPrincipal();
        if (account != null) {
            return new Shopper(Owner.account(account.getName()), true, false);
        }
        AnonymousPrincipal visitor = AnonymousSession.from(request).principal();
        return new Shopper(Owner.visitor(visitor.subject()), false, visitor.isTransient());
    }
}
