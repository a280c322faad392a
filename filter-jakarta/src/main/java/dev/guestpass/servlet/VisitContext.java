// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import java.util.Optional;

/** What a session has to ask of the request that it belongs to. */
interface VisitContext {

    /** Returns the session as the refresh cookie has it, if that is the session of the visitor. */
    Optional<SessionSnapshot> refreshCookie(Identity who);

    boolean isCommitted();

    /** Lets the request tell who is there. */
    void expose(AnonymousPrincipal who);

    /** Converts the session unless that was tried before, or the request is none that may do it. */
    void convertIfDue(AnonymousSession session, VerifiedLogin login);
}
