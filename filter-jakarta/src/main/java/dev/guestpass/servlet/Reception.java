// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.servlet.Identity.Granted;
import dev.guestpass.servlet.Identity.Known;
import dev.guestpass.servlet.Identity.Unconfirmed;
import dev.guestpass.servlet.PresentedSessions.Found;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.session.RefreshOutcome;
import dev.guestpass.session.RefreshOutcome.Refreshed;
import dev.guestpass.session.RefreshOutcome.Unavailable;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is there: by bearer token, by session cookie, by refresh cookie, or somebody new. Each of these either
 * settles the matter or hands over to the next.
 */
final class Reception {

    private final AnonymousSessions sessions;
    private final PresentedSessions presented;
    private final Newcomers newcomers;

    Reception(AnonymousSessions sessions, Newcomers newcomers) {
        this.sessions = sessions;
        this.presented = new PresentedSessions(sessions);
        this.newcomers = newcomers;
    }

    void receive(Visit visit) {
        if (!byBearer(visit) && !bySessionCookie(visit) && !byRefreshCookie(visit)) {
            newcomers.receive(visit);
        }
    }

    /** Exchanges the refresh cookie, whatever the session cookie says; starts nothing. */
    Optional<RefreshOutcome> refresh(Visit visit) {
        Found<RefreshToken> found = presented.byRefreshToken(visit.tokens());
        if (!(found instanceof Found.One<RefreshToken> one)
                || !visit.tenant().accepts(one.token().session())) {
            visit.session().become(newcomers.passing(visit));
            return Optional.empty();
        }
        RefreshOutcome outcome = sessions.refresh(one.token());
        if (!accept(visit, outcome)) {
            visit.session().become(newcomers.passing(visit));
        }
        return Optional.of(outcome);
    }

    /** Returns the session as the refresh cookie has it, if that is the session of this visit. */
    Optional<SessionSnapshot> refreshCookie(PresentedTokens tokens, Identity who) {
        return presented.byRefreshToken(tokens) instanceof Found.One<RefreshToken> one
                ? Optional.of(one.token().session())
                        .filter(session ->
                                session.sessionId().equals(who.principal().sessionId()))
                : Optional.empty();
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
        boolean good = answer instanceof Authenticated known && visit.tenant().accepts(known.session());
        visit.session().become(good ? known(answer, false) : newcomers.passing(visit));
        return true;
    }

    private static boolean isOurs(Reason reason) {
        return reason.isOurs() || reason == Reason.AWAITED_KEY;
    }

    private static Known known(Authentication answer, boolean byCookie) {
        Authenticated authenticated = (Authenticated) answer;
        return new Known(authenticated.principal(), authenticated.session(), byCookie);
    }

    private boolean bySessionCookie(Visit visit) {
        Found<Authenticated> found = presented.bySessionToken(visit.tokens());
        if (found instanceof Found.One<Authenticated> one) {
            boolean good = visit.tenant().accepts(one.token().session());
            visit.session().become(good ? known(one.token(), true) : newcomers.withheld(visit, "other-tenant"));
            return true;
        }
        return isUnclear(visit, found);
    }

    private boolean byRefreshCookie(Visit visit) {
        Found<RefreshToken> found = presented.byRefreshToken(visit.tokens());
        if (!(found instanceof Found.One<RefreshToken> one)) {
            return isUnclear(visit, found);
        } else if (!visit.tenant().accepts(one.token().session())) {
            visit.session().become(newcomers.withheld(visit, "other-tenant"));
            return true;
        } else if (newcomers.objection(visit).isPresent()) {
            return withoutExchange(visit, one.token());
        }
        return accept(visit, sessions.refresh(one.token()));
    }

    private boolean isUnclear(Visit visit, Found<?> found) {
        if (found instanceof Found.Unclear<?> unclear) {
            visit.session().become(newcomers.withheld(visit, unclear.reason()));
            return true;
        }
        return false;
    }

    /** On a request whose answer may carry no cookies the refresh token still says who is there. */
    private boolean withoutExchange(Visit visit, RefreshToken token) {
        if (!(sessions.authenticate(token) instanceof Authenticated known)) {
            return false;
        }
        visit.session().become(new Known(known.principal(), known.session(), false));
        return true;
    }

    private boolean accept(Visit visit, RefreshOutcome outcome) {
        @Nullable Identity who = null;
        if (outcome instanceof Refreshed refreshed) {
            who = new Granted(refreshed.grant());
        } else if (outcome instanceof Unavailable unavailable) {
            who = new Unconfirmed(unavailable.principal());
        } else {
            visit.markEnded();
        }
        if (who != null) {
            visit.session().become(who);
        }
        return who != null;
    }
}
