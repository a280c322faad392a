// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import java.time.Instant;
import java.util.Optional;

/** What the browser API needs to know of its caller, and can do for them. For the thread of one request. */
public interface VisitorSession {

    /**
     * Returns the account that is signed in.
     *
     * @return its name, or empty for an anonymous visitor
     */
    Optional<String> account();

    /**
     * Returns what an account got of the claims of its visitors.
     *
     * @param account the account that is signed in
     * @return the claims that travelled; none if that can not be told now
     */
    Claims claimsOf(String account);

    /**
     * Returns who is there.
     *
     * @return the visitor
     */
    AnonymousPrincipal principal();

    /**
     * Returns when the visitor's identity expires unless it is refreshed.
     *
     * @return the time, or empty for a transient visitor
     */
    Optional<Instant> expiresAt();

    /**
     * Changes claims.
     *
     * @param change what to set and remove
     * @return the visitor with the new claims, or empty if the session is over
     */
    Optional<AnonymousPrincipal> updateClaims(ClaimsChange change);

    /**
     * Ends the session and deletes its cookies.
     *
     * @return whether there was one
     */
    boolean end();

    /**
     * Tells what came of the exchange of the refresh token.
     *
     * @return the result
     */
    Refresh refresh();

    /** What came of an exchange of the refresh token. */
    enum Refresh {
        /** The visitor has new tokens. */
        REFRESHED,
        /** There is no session to refresh. */
        REFUSED,
        /** There may be one, but not for this request: the cookies are of several visitors, or of another tenant. */
        UNDECIDED,
        /** Not now. */
        UNAVAILABLE
    }
}
