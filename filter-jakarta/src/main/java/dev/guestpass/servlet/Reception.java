// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.Refused.What;
import dev.guestpass.servlet.ConsentResolver.Consent;
import dev.guestpass.servlet.Identity.Granted;
import dev.guestpass.servlet.Identity.Known;
import dev.guestpass.servlet.Identity.Passing;
import dev.guestpass.servlet.Identity.Unconfirmed;
import dev.guestpass.servlet.PresentedSessions.Found;
import dev.guestpass.servlet.endpoint.VisitorSession.Refresh;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.session.RefreshOutcome;
import dev.guestpass.session.RefreshOutcome.Refreshed;
import dev.guestpass.session.RefreshOutcome.Unavailable;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides who is there: by bearer token, by session cookie, by refresh cookie, or somebody new. Each of these either
 * settles the matter or leaves it to the next.
 */
final class Reception {

    static final String OTHER_TENANT = "other-tenant";
    static final String TWO_VISITORS = "two-visitors";
    static final String AWAITED_KEY = "awaited-key";

    private final AnonymousSessions sessions;
    private final PresentedSessions presented;
    private final Newcomers newcomers;
    private final CookieBudget budget;

    Reception(AnonymousSessions sessions, Newcomers newcomers) {
        this.sessions = sessions;
        this.presented = new PresentedSessions(sessions);
        this.newcomers = newcomers;
        this.budget = CookieBudget.of(sessions.settings());
    }

    /** Receives somebody who asks for a page: while too many wait for signatures, the next page can do as well. */
    void receive(Visit visit) {
        receive(visit, newcomers::mayExchangeNow);
    }

    /** Receives somebody who calls us: what they want to change may need new tokens. */
    void receiveCall(Visit visit) {
        boolean isReading = visit.request().getMethod().equals("GET");
        receive(visit, isReading ? newcomers::mayExchangeNow : newcomers::mayExchange);
    }

    private void receive(Visit visit, Predicate<HttpServletRequest> mayExchange) {
        if (byBearer(visit)) {
            return;
        }
        Found<Authenticated> session = presented.bySessionToken(visit.tokens());
        if (session instanceof Found.One<Authenticated> one) {
            boolean good = visit.tenant().accepts(one.token().session());
            visit.session().become(good ? known(one.token(), true) : newcomers.withheld(visit, OTHER_TENANT));
        } else if (session instanceof Found.Ambiguous) {
            visit.session().become(newcomers.withheld(visit, TWO_VISITORS));
        } else {
            tellIfRefused(What.SESSION_TOKEN, session);
            byRefreshCookie(visit, session, mayExchange);
        }
    }

    private void tellIfRefused(What what, Found<?> found) {
        if (found instanceof Found.None<?> none && none.refused() != null) {
            String reason = none.refused().name().toLowerCase(Locale.ROOT).replace('_', '-');
            sessions.publish(new SessionEvent.Refused(what, reason));
        }
    }

    private void byRefreshCookie(Visit visit, Found<Authenticated> session, Predicate<HttpServletRequest> mayExchange) {
        Found<RefreshToken> refresh = presented.byRefreshToken(visit.tokens(), session);
        tellIfRefused(What.REFRESH_TOKEN, refresh);
        if (refresh instanceof Found.One<RefreshToken> one) {
            exchange(visit, one.token(), mayExchange);
        } else if (refresh instanceof Found.Ambiguous) {
            visit.session().become(newcomers.withheld(visit, TWO_VISITORS));
        } else if (session instanceof Found.Unknowable || refresh instanceof Found.Unknowable) {
            visit.session()
                    .become(new Unconfirmed(
                            newcomers.withheld(visit, AWAITED_KEY).principal()));
        } else if (session instanceof Found.LeftOut) {
            visit.session().become(newcomers.withheld(visit, TWO_VISITORS));
        } else if (session instanceof Found.Unannounced || refresh instanceof Found.Unannounced) {
            visit.session().become(newcomers.withheld(visit, AWAITED_KEY));
        } else {
            newcomers.receive(visit, false);
        }
    }

    private void exchange(Visit visit, RefreshToken token, Predicate<HttpServletRequest> mayExchange) {
        if (!visit.tenant().accepts(token.session())) {
            visit.session().become(newcomers.withheld(visit, OTHER_TENANT));
        } else if (newcomers.objection(visit).isPresent()
                || !budget.fits(token.session())
                || !mayExchange.test(visit.request())) {
            withoutExchange(visit, token);
        } else if (!isAccepted(visit, sessions.refresh(token))) {
            newcomers.receive(visit, true);
        }
    }

    /** Where the answer may carry no cookies, none that large, or none any more, the refresh token still says who is there. */
    private void withoutExchange(Visit visit, RefreshToken token) {
        Authentication answer = sessions.authenticate(token);
        if (answer instanceof Authenticated known) {
            visit.session().become(new Known(known.principal(), known.session(), false));
        } else if (answer instanceof Authentication.Unconfirmed unconfirmed) {
            visit.session().become(new Unconfirmed(unconfirmed.principal()));
        } else {
            newcomers.receive(visit, false);
        }
    }

    private static boolean isAccepted(Visit visit, RefreshOutcome outcome) {
        if (outcome instanceof Refreshed refreshed) {
            visit.session().become(new Granted(refreshed.grant()));
            return true;
        } else if (outcome instanceof Unavailable unavailable) {
            visit.session().become(new Unconfirmed(unavailable.principal()));
            return true;
        }
        return false;
    }

    /** Exchanges the refresh cookie though the session token may be good; starts nothing. A bearer of ours has no cookies. */
    Refresh refresh(Visit visit) {
        if (byBearer(visit)) {
            return Refresh.REFUSED;
        }
        visit.session().become(newcomers.passing(visit));
        Found<RefreshToken> found = peek(visit);
        if (!(found instanceof Found.One<RefreshToken> one)) {
            return nobody(found);
        } else if (visit.consent() == Consent.NONE || !budget.fits(one.token().session())) {
            return Refresh.UNDECIDED;
        } else if (!newcomers.mayExchange(visit.request())) {
            return Refresh.OVER_BUDGET;
        }
        RefreshOutcome outcome = sessions.refresh(one.token());
        if (!isAccepted(visit, outcome)) {
            return Refresh.REFUSED;
        }
        return outcome instanceof Unavailable ? Refresh.UNAVAILABLE : Refresh.REFRESHED;
    }

    static Refresh nobody(Found<?> found) {
        if (found instanceof Found.Unknowable) {
            return Refresh.UNAVAILABLE;
        }
        return found instanceof Found.None ? Refresh.REFUSED : Refresh.UNDECIDED;
    }

    /** Finds what the refresh cookie holds, if it is the visitor's; of another tenant than the request's, it is not for it. */
    Found<RefreshToken> peek(Visit visit) {
        Found<RefreshToken> found = presented.byOwnRefreshToken(visit.tokens());
        return found instanceof Found.One<RefreshToken> one
                        && !visit.tenant().accepts(one.token().session())
                ? new Found.Ambiguous<>()
                : found;
    }

    /** Ends the session of the cookies without exchanging them, and deletes them, even if they are of no session any more. */
    Refresh end(Visit visit) {
        visit.session().become(newcomers.passing(visit));
        Found<SessionSnapshot> found = presented.toEnd(visit.tokens());
        if (found instanceof Found.One<SessionSnapshot> one) {
            if (!visit.tenant().accepts(one.token())) {
                return Refresh.UNDECIDED;
            } else if (!isEnded(one.token())) {
                return Refresh.UNAVAILABLE;
            }
        } else if (!(found instanceof Found.None)) {
            return nobody(found);
        }
        visit.session().cookies().delete();
        return Refresh.REFUSED;
    }

    private boolean isEnded(SessionSnapshot session) {
        try {
            sessions.end(session);
            return true;
        } catch (SessionStoreException e) {
            return false;
        }
    }

    /** Returns what the refresh cookie holds, if it is of the session of this visit. */
    Optional<RefreshToken> refreshCookie(PresentedTokens tokens, Identity who) {
        return presented.byRefreshToken(tokens) instanceof Found.One<RefreshToken> one
                ? Optional.of(one.token())
                        .filter(token -> token.session()
                                .sessionId()
                                .equals(who.principal().sessionId()))
                : Optional.empty();
    }

    /** Asks the store for the session of a visitor, if the refresh cookie is of it; changes nothing. */
    Optional<Authentication> inspect(PresentedTokens tokens, Identity who) {
        return refreshCookie(tokens, who).map(sessions::authenticate);
    }

    private boolean byBearer(Visit visit) {
        String bearer = visit.tokens().bearer();
        if (bearer == null) {
            return false;
        }
        Authentication answer = sessions.authenticate(bearer);
        if (answer instanceof Refused refused && !isOurs(refused.reason())) {
            return false;
        }
        visit.session().become(who(visit, answer));
        return true;
    }

    /** What a bearer token comes to that is ours, or may be. */
    private Identity who(Visit visit, Authentication answer) {
        Passing passing = newcomers.passing(visit);
        if (answer instanceof Authenticated known) {
            return visit.tenant().accepts(known.session()) ? known(answer, false) : passing.unclear();
        } else if (answer instanceof Refused refused && refused.reason().maybeOurs()) {
            return refused.reason() == Reason.AWAITED_KEY ? new Unconfirmed(passing.principal()) : passing.unclear();
        }
        return passing;
    }

    private static boolean isOurs(Reason reason) {
        return reason.isOurs() || reason.maybeOurs();
    }

    private static Known known(Authentication answer, boolean byCookie) {
        Authenticated authenticated = (Authenticated) answer;
        return new Known(authenticated.principal(), authenticated.session(), byCookie);
    }
}
