// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.session.RedeemOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
     * Returns how long a visitor has to wait who would have a session if their address, or all, had not started too many.
     *
     * @return the time, or empty if it is not for that, or they have one
     */
    Optional<Duration> untilNextStart();

    /**
     * Tells whether the visitor may have a session that can not be told: by cookies of several visitors, of another tenant, or
     * under a key that this node does not have.
     *
     * @return whether nothing that is said of a visitor without a session holds for them
     */
    boolean isUnclear();

    /**
     * Returns when the visitor's identity expires unless it is refreshed.
     *
     * @return the time, or empty for a transient visitor
     */
    Optional<Instant> expiresAt();

    /**
     * Tells whether claims may change, or the store be asked, which costs as much as an exchange, and counts it.
     *
     * @return {@code false} if the visitor's address has had its share of them
     */
    boolean mayChange();

    /**
     * Changes claims.
     *
     * @param change what to set and remove
     * @return the visitor with the new claims, or empty if the session is over
     */
    Optional<AnonymousPrincipal> updateClaims(ClaimsChange change);

    /**
     * Returns what is held of the visitor's session, which for a visitor with a refresh cookie is asked of the store.
     *
     * @return the session, or empty for a transient visitor
     * @throws dev.guestpass.store.SessionStoreException if it can not be told now
     */
    Optional<Held> held();

    /**
     * Returns what the application holds of the visitor.
     *
     * @return its data, as JSON can hold it
     * @throws dev.guestpass.store.SessionStoreException if it can not be read now
     */
    Map<String, ?> applicationData();

    /**
     * Has the application erase what it holds of the visitor, ends the session and deletes its cookies.
     *
     * @return whether there was one
     * @throws dev.guestpass.store.SessionStoreException if that is not possible now; the session is alive
     */
    boolean end();

    /**
     * Tells what came of the exchange of the refresh token.
     *
     * @return the result
     */
    Refresh refresh();

    /**
     * Returns the session that the visitor has or now gets, to prove a login ID in.
     *
     * @return the session, or empty for a transient visitor
     * @throws dev.guestpass.store.SessionStoreException if it can not be told whether it is alive
     */
    Optional<SessionSnapshot> snapshot();

    /**
     * Returns the session that the visitor has, without starting one.
     *
     * @return the session, or empty if there is none
     * @throws dev.guestpass.store.SessionStoreException if it can not be told whether it is alive
     */
    Optional<SessionSnapshot> presentSnapshot();

    /**
     * Tells whether this visitor is known by cookies, and so may get some.
     *
     * @return {@code false} for a bearer token
     */
    boolean keepsCookies();

    /**
     * Tells which cookies this visitor may get by the answer, beside those of the session.
     *
     * @return none for a bearer token, and where the visitor consents to none
     */
    NewCookies newCookies();

    /**
     * Returns where the request comes from.
     *
     * @return an IPv4 address, or the network (/64) of an IPv6 address
     */
    String network();

    /**
     * Converts the session and signs the person in.
     *
     * @param login what was proven in it
     * @return what came of it
     */
    ConversionOutcome convertAndLogIn(VerifiedLogin login);

    /**
     * Converts the session by a ticket and what the person chose, and signs them in.
     *
     * @param ticket what the browser sent
     * @param choice what the person chose
     * @return what came of it, or why the ticket was refused
     */
    RedeemOutcome redeemAndLogIn(ConversionTicket ticket, String choice);

    /**
     * Tells whether the person is signed in to the account that the session was converted to.
     *
     * @return {@code false} also if nobody signs people in, or it failed
     */
    boolean isSignedIn();

    /**
     * What is held of a session.
     *
     * @param session the session
     * @param isWhole whether all of it is known; from a session token alone the generation and the end are not, and the
     *     claims are those that it was signed with
     */
    record Held(SessionSnapshot session, boolean isWhole) {}

    /** Which cookies a visitor may get. */
    enum NewCookies {
        /** None at all. */
        NONE,
        /** Those that go when the browser closes. */
        SESSION_ONLY,
        /** Those with an age. */
        PERSISTENT
    }

    /** What came of an exchange of the refresh token. */
    enum Refresh {
        /** The visitor has new tokens. */
        REFRESHED,
        /** There is no session to refresh. */
        REFUSED,
        /** There may be one, but not for this request: the cookies are of several visitors, of another tenant, or can not be verified. */
        UNDECIDED,
        /** Not now. */
        UNAVAILABLE,
        /** Not now, as too many were asked for from the same address. */
        OVER_BUDGET
    }
}
