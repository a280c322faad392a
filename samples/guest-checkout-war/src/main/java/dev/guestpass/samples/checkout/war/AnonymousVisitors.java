// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletRequest;

/** With Guestpass: a visitor is an anonymous identity, which lasts and becomes an account. */
final class AnonymousVisitors implements Visitors {

    @Override
    public Visitor of(HttpServletRequest request) {
        AnonymousSession session = AnonymousSession.from(request);
        AnonymousPrincipal principal = session.principal();
        return new Visitor(
                principal.subject(),
                principal.isTransient(),
                session.receipt().isPresent(),
                principal.claims().string(FirstVisit.LOCALE).orElse(null),
                principal.claims().string(FirstVisit.CAMPAIGN).orElse(null));
    }

    @Override
    public boolean moveToAccounts() {
        return true;
    }
}
