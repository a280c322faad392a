// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.session.Authentication;
import java.util.Optional;

/** What a session has to ask of the request that it belongs to. */
interface VisitContext {

    /** Returns the session as the refresh cookie has it, if that is the session of the visitor. */
    Optional<SessionSnapshot> refreshCookie(Identity who);

    /** Asks the store for the session, if the refresh cookie is of it. */
    Optional<Authentication> inspect(Identity who);

    boolean isCommitted();

    /** Lets the request tell who is there. */
    void expose(AnonymousPrincipal who);

    /** Remembers what came of a conversion, so that later requests need not try again. */
    void remember(SessionId session, VerifiedLogin login, ConversionOutcome outcome);

    /** Signs a person in to the account that their session was converted to; tells whether that was done. */
    boolean logIn(VerifiedLogin login, ConversionReceipt receipt);

    /** Converts the session unless that was tried before, or the request is none that may do it. */
    void convertIfDue(AnonymousSession session, VerifiedLogin login);
}
