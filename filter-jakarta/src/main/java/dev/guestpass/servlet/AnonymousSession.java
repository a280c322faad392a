// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.Identity.Granted;
import dev.guestpass.servlet.Identity.Known;
import dev.guestpass.servlet.Identity.Passing;
import dev.guestpass.servlet.Identity.Unconfirmed;
import dev.guestpass.servlet.Identity.Undecided;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.ClaimsOutcome;
import dev.guestpass.session.NewSession;
import dev.guestpass.session.RedeemOutcome;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimsTooLargeException;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The anonymous session of one request: tells who is there, remembers things about them, and converts or ends it.
 *
 * <p>What is changed here reaches the visitor by cookies in the same answer, so it has to happen before the answer is
 * committed. One instance belongs to one request; like the request, it is not for use by several threads at a time.
 */
public class AnonymousSession {

    /** The request attribute that holds the current {@link AnonymousPrincipal}. */
    public static final String PRINCIPAL_ATTRIBUTE = AnonymousPrincipal.class.getName();

    static final String ATTRIBUTE = AnonymousSession.class.getName();

    private final AnonymousSessions sessions;
    private final CookieCommit cookies;
    private final VisitContext visit;
    private final SessionConverter converter;
    private volatile @Nullable Identity identity;

    /** For the proxies that CDI puts into the fields of servlets, which have nothing of their own. */
    @SuppressWarnings("NullAway")
    AnonymousSession() {
        this(null, null, null);
    }

    AnonymousSession(AnonymousSessions sessions, CookieCommit cookies, VisitContext visit) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.visit = visit;
        this.converter = new SessionConverter(sessions, visit);
    }

    /**
     * Takes the session from a request.
     *
     * @param request a request that went through {@link AnonymousSessionFilter}, or a wrapper of it
     * @return its session
     * @throws IllegalStateException if the filter did not see the request
     */
    public static AnonymousSession from(ServletRequest request) {
        return find(request)
                .orElseThrow(() -> new IllegalStateException(
                        "AnonymousSessionFilter did not see this request: map it to /* with the dispatchers REQUEST,"
                                + " FORWARD, ASYNC and ERROR, before the filters that use it"));
    }

    /**
     * Finds the session of a request that may be one that the filter is not mapped to.
     *
     * @param request a request, or a wrapper of it
     * @return its session, or empty if the filter did not see the request
     */
    public static Optional<AnonymousSession> find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AnonymousSession session
                ? Optional.of(session)
                : Optional.empty();
    }

    /**
     * Returns who is there. With issuance on access, this is what starts a session.
     *
     * @return the visitor; {@linkplain AnonymousPrincipal#isTransient() transient} if they are not to be given tokens, or
     *     if they signed in
     */
    public AnonymousPrincipal principal() {
        @Nullable Identity before = identity;
        if (before != null && !(before instanceof Known)) { // who looks while it is decided relies on nobody
            cookies.touch();
        }
        return identity().principal();
    }

    /**
     * Changes claims, name by name, and gives the visitor new cookies in this answer. A visitor who came with a bearer
     * token, or without the refresh cookie, gets none; the change is in the tokens of their next refresh.
     *
     * @param change what to set and remove
     * @return the principal with its new claims, or empty if the session was ended or converted meanwhile
     * @throws IllegalArgumentException if a name is reserved
     * @throws IllegalStateException if the answer is committed, or the visitor is transient
     * @throws ClaimsTooLargeException if the claims would outgrow their limits; nothing was changed
     * @throws SessionStoreException if the store can not be asked; the call may be repeated
     */
    public Optional<AnonymousPrincipal> updateClaims(ClaimsChange change) {
        requireUncommitted();
        cookies.touch();
        Identity who = identity();
        if (who instanceof Granted granted && granted.isUnsigned()) {
            return Optional.of(grant(new Granted(sessions.amend(granted.grant(), change))));
        }
        Optional<SessionSnapshot> renewable = renewable(who);
        return renewable.isPresent() ? renew(renewable.get(), change) : record(requireSession(), change);
    }

    /** Only who shows the refresh token of this session gets a new one. */
    private Optional<SessionSnapshot> renewable(Identity who) {
        if (who instanceof Granted granted) {
            return Optional.of(granted.grant().session());
        }
        return who instanceof Known known && known.byCookie() ? visit.refreshCookie(known) : Optional.empty();
    }

    private Optional<AnonymousPrincipal> renew(SessionSnapshot session, ClaimsChange change) {
        if (sessions.updateClaims(session, change) instanceof ClaimsOutcome.Updated updated) {
            return Optional.of(grant(new Granted(updated.grant())));
        }
        become(passing());
        return Optional.empty();
    }

    private Optional<AnonymousPrincipal> record(SessionSnapshot session, ClaimsChange change) {
        Optional<Authenticated> updated = sessions.recordClaims(session, change);
        if (updated.isEmpty()) {
            become(passing());
            return Optional.empty();
        }
        become(new Known(
                updated.get().principal(), updated.get().session(), identity().isByCookie()));
        return updated.map(Authenticated::principal);
    }

    /**
     * Converts this session for a login ID that was proven in it.
     *
     * @param login what was proven
     * @return what came of it; after a conversion the cookies are deleted by this answer
     * @throws ConversionFailedException if the converter threw; the session is alive as before
     * @throws IllegalStateException if the answer is committed, the visitor is transient, or there is no converter
     * @throws SessionStoreException if the store can not be asked; the call may be repeated
     */
    public ConversionOutcome convert(VerifiedLogin login) {
        return convert(login, null);
    }

    /**
     * Converts this session after the person chose.
     *
     * @param login what was proven
     * @param choice one of the options of an earlier {@link ConversionOutcome.ChoiceNeeded}, or {@code null}
     * @return as {@link #convert(VerifiedLogin)}
     * @throws RuntimeException as {@link #convert(VerifiedLogin)}
     */
    public ConversionOutcome convert(VerifiedLogin login, @Nullable String choice) {
        ConversionOutcome outcome = converter.convert(requireConvertible(), login, choice);
        forgetIfConverted();
        return outcome;
    }

    /**
     * Converts this session for a login ID that was proven by itself, such as by a code, and signs the person in to the
     * account by the same answer. While another node is converting the session, this waits a moment for what comes of it.
     *
     * @param login what was proven
     * @return what came of it; {@link #isSignedIn()} tells of the rest
     * @throws RuntimeException as {@link #convert(VerifiedLogin)}
     */
    public ConversionOutcome convertAndLogIn(VerifiedLogin login) {
        ConversionOutcome outcome = converter.submit(requireConvertible(), login);
        forgetIfConverted();
        converter.logIn(login);
        return outcome;
    }

    /**
     * Converts this session by a ticket and what the person chose, and signs them in unless they are.
     *
     * @param ticket what the browser sent, of whatever size and shape
     * @param choice what the person chose
     * @return what came of it, or why the ticket was refused
     * @throws RuntimeException as {@link #convert(VerifiedLogin)}; the ticket is then still good
     */
    public RedeemOutcome redeemAndLogIn(ConversionTicket ticket, String choice) {
        RedeemOutcome outcome = converter.redeem(requireConvertible(), ticket, choice);
        forgetIfConverted();
        if (outcome instanceof RedeemOutcome.Redeemed redeemed) {
            converter.logIn(redeemed.login());
        }
        return outcome;
    }

    private void forgetIfConverted() {
        if (converter.isDone()) {
            forget();
        }
    }

    /**
     * Returns the choice that the person still has to make before this session can become part of the account that they
     * signed in to: since this request or an earlier one.
     *
     * @return the ticket and the options, or empty
     */
    public Optional<ConversionOutcome.ChoiceNeeded> pendingChoice() {
        return converter.choice();
    }

    /**
     * Tells whether the person is signed in to the account, by this request and after its conversion, or was already.
     *
     * @return {@code false} also if there is no {@link AccountLogin}, or it failed
     */
    public boolean isSignedIn() {
        return converter.isSignedIn();
    }

    /**
     * Takes note of a login that a framework completed in this request, or remembers from an earlier one: converts the
     * session if it is one that the visitor brought, or that the application relied on, and takes back one that began
     * with this request and holds nothing. There is one attempt for each session and account; after a failure there is
     * another one later. It does nothing on requests that may carry no cookies, on which a later one does it.
     *
     * <p>Nothing is thrown for what fails in the conversion, because the page is to be served all the same.
     *
     * @param login the completed login
     */
    public void convertIfDue(VerifiedLogin login) {
        withdraw();
        visit.convertIfDue(this, login);
    }

    /**
     * Takes back a session that began with this request and that the application has not relied on, because somebody is
     * there who needs none: a client with credentials of its own. A session that the visitor brought is left as it is.
     */
    public void withdraw() {
        Identity who = identity;
        boolean isUnused = who instanceof Granted granted && isUnknownYet(granted) && !cookies.isTouched();
        if (isUnused || who instanceof Undecided) {
            become(passing());
            cookies.withhold("signed-in");
        }
    }

    /**
     * Ends this session: all its tokens are refused from now on, and the cookies are deleted by this answer. A transient
     * visitor has nothing to end.
     *
     * @return whether there was a session to end, and not one that began with this request and is unknown to the visitor
     * @throws SessionStoreException if the store can not be told; the cookies are then left as they are
     */
    public boolean end() {
        Identity who = identity();
        if (who instanceof Passing) {
            return false;
        }
        boolean isKnown = !(who instanceof Granted granted && isUnknownYet(granted));
        if (isKnown) {
            sessions.end(requireSession());
        }
        forget();
        return isKnown;
    }

    /**
     * Returns the session as the request's token has it: a session token knows neither the generation nor the absolute end.
     *
     * @return the session, or empty for a transient visitor
     */
    public Optional<SessionSnapshot> export() {
        cookies.touch();
        Identity who = identity();
        if (who instanceof Granted granted) {
            return Optional.of(granted.grant().session());
        }
        return who instanceof Known known ? Optional.of(known.session()) : Optional.empty();
    }

    /**
     * Returns the receipt of a conversion that took effect, or was found to have taken effect, in this request.
     *
     * @return the receipt, or empty
     */
    public Optional<ConversionReceipt> receipt() {
        return converter.receipt();
    }

    SessionConverter converter() {
        return converter;
    }

    void become(Identity who) {
        identity = who;
        if (isDecided()) {
            visit.expose(who.principal());
        }
        if (who instanceof Granted granted) {
            cookies.issue(granted.grant());
        }
    }

    /** Tells whether the answer may come to carry cookies, as far as that is known before the application runs. */
    boolean mayWrite() {
        Identity who = identity;
        return cookies.isPending() || who instanceof Undecided || (who instanceof Known known && known.byCookie());
    }

    CookieCommit cookies() {
        return cookies;
    }

    VisitContext visit() {
        return visit;
    }

    /** Tells whether it is known who is there; with issuance on access it is not until somebody asks. */
    boolean isDecided() {
        return identity != null && !(identity instanceof Undecided);
    }

    /** Returns who is there, without taking note that the application asked. */
    Identity identity() {
        Identity who = identity;
        if (who == null) {
            return passing(); // for those who are asked, or told, while it is decided
        } else if (who instanceof Undecided undecided) {
            who = undecided.decide(this, passing());
        }
        if (who instanceof Granted granted && granted.grant().isNew() && !cookies.isPending()) {
            // The answer went out without the cookies, so nobody will ever come back as this visitor.
            who = passing();
            become(who);
        }
        return who;
    }

    /** Tells whether the visitor can not have tokens of this session: nothing has to be taken back from them. */
    private boolean isUnknownYet(Granted granted) {
        return granted.grant().isNew() && !cookies.isWritten();
    }

    private AnonymousPrincipal grant(Granted granted) {
        become(granted);
        return granted.principal();
    }

    /** Once the answer is committed its cookies would stay with the visitor, and name a session that is over. */
    private SessionSnapshot requireConvertible() {
        requireUncommitted();
        cookies.touch();
        return requireSession();
    }

    private SessionSnapshot requireSession() {
        Identity who = identity();
        if (who instanceof Granted granted) {
            return granted.grant().session();
        } else if (who instanceof Known known) {
            return known.byCookie() ? visit.refreshCookie(known).orElse(known.session()) : known.session();
        } else if (who instanceof Unconfirmed) {
            throw new SessionStoreException("It can not be asked whether this session is alive; try again", null);
        }
        throw new IllegalStateException("This visitor has no session, is transient: check principal().isTransient()");
    }

    private void requireUncommitted() {
        if (visit.isCommitted()) {
            throw new IllegalStateException("The answer is committed, so no cookie can carry the change: update claims"
                    + " and convert before writing the body, or give the response a larger buffer");
        }
    }

    /** A bearer token came without cookies, so its end takes none away. */
    private void forget() {
        if (!(identity() instanceof Known) || identity().isByCookie()) {
            cookies.delete();
        }
        become(passing());
    }

    private Passing passing() {
        return new Passing(sessions.transientPrincipal(NewSession.plain()));
    }
}
