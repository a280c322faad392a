// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.Claims;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.ConsentResolver.Consent;
import dev.guestpass.servlet.FilterSettings.Mode;
import dev.guestpass.servlet.Identity.Cause;
import dev.guestpass.servlet.Identity.Granted;
import dev.guestpass.servlet.Identity.Passing;
import dev.guestpass.servlet.Identity.Undecided;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decides about visitors without a good token: a session of their own, or an identity for this request alone. */
final class Newcomers {

    private static final Logger LOG = SafeLogger.of(Newcomers.class);

    private static final String SIGNED_IN = "signed-in";
    private static final String OVER_BUDGET = "budget";
    private static final String CROWDED = "crowded";
    private static final Map<String, Cause> CAUSES = Map.of(
            OVER_BUDGET,
            Cause.BUDGET,
            CROWDED,
            Cause.CROWD,
            Reception.OTHER_TENANT,
            Cause.UNCLEAR,
            Reception.TWO_VISITORS,
            Cause.UNCLEAR,
            Reception.AWAITED_KEY,
            Cause.UNCLEAR);

    private final AnonymousSessions sessions;
    private final IssuancePolicy policy;
    private final CrawlerDetector crawlers;
    private final AccountResolver accounts;
    private final IssuanceBudget budget;
    private final VisitorClaims claims;
    private final Mode mode;

    Newcomers(AnonymousSessions sessions, FilterSettings settings, FilterParts parts) {
        this.sessions = sessions;
        this.policy = parts.policy(settings);
        this.crawlers = parts.crawlers();
        this.accounts = parts.accounts();
        this.budget = parts.budget(settings);
        this.claims = parts.claims();
        this.mode = settings.mode();
    }

    /**
     * Receives somebody without a good token.
     *
     * @param isEnded whether the tokens of the request belong to a session that is over
     */
    void receive(Visit visit, boolean isEnded) {
        Optional<String> objection = objectionToStart(visit);
        if (objection.isPresent()) {
            visit.session().become(withheld(visit, objection.get()));
            if (isEnded && objection.get().equals(SIGNED_IN)) {
                visit.session().cookies().delete();
            }
        } else if (mode == Mode.ON_ACCESS) {
            visit.session().become(new Undecided(() -> start(visit)));
        } else {
            visit.session().become(start(visit));
        }
    }

    /** Says why the answer may carry no cookies of ours at all. */
    Optional<String> objection(Visit visit) {
        if (visit.consent() == Consent.NONE) {
            return Optional.of("consent");
        } else if (visit.tenant().scope() == RequestTenant.Scope.FAILED) {
            return Optional.of("tenant-failed");
        }
        try {
            return policy.objection(visit.request());
        } catch (Exception e) {
            LOG.log(WARNING, "The issuance policy failed; no session starts", e);
            return Optional.of("policy-failed");
        }
    }

    private Optional<String> objectionToStart(Visit visit) {
        Optional<String> objection = objection(visit);
        if (objection.isPresent()) {
            return objection;
        }
        objection = accountObjection(visit);
        if (objection.isPresent()) {
            return objection;
        }
        return isCrawler(visit) ? Optional.of("crawler") : Optional.empty();
    }

    /** Who may be signed in gets no session: it would be converted, and made anew, at every request. */
    private Optional<String> accountObjection(Visit visit) {
        try {
            return accounts.resolve(visit.request()).map(account -> SIGNED_IN);
        } catch (Exception e) {
            LOG.log(WARNING, "The account resolver failed; no session starts", e);
            return Optional.of("account-failed");
        }
    }

    private boolean isCrawler(Visit visit) {
        try {
            return crawlers.isCrawler(visit.request());
        } catch (Exception e) {
            LOG.log(WARNING, "The crawler detector failed; the client counts as a visitor", e);
            return false;
        }
    }

    private Identity start(Visit visit) {
        if (visit.session().visit().isCommitted()) {
            return withheld(visit, "committed");
        } else if (!sessions.canStart()) {
            return withheld(visit, "clock");
        } else if (!sessions.keys().tryAdmit()) {
            return withheld(visit, CROWDED);
        } else if (!isWithinBudget(visit)) {
            sessions.keys().giveBack();
            return withheld(visit, OVER_BUDGET);
        }
        try {
            return new Granted(
                    sessions.start(new NewSession(claims(visit), visit.tenant().id())));
        } catch (IllegalArgumentException e) {
            LOG.log(WARNING, "The visitor claims can not be used; the session starts without them", e);
            sessions.publish(new SessionEvent.ClaimsLeftOut(List.of()));
            return new Granted(
                    sessions.start(new NewSession(Claims.empty(), visit.tenant().id())));
        }
    }

    private boolean isWithinBudget(Visit visit) {
        try {
            return budget.tryTake(address(visit.request()));
        } catch (Exception e) {
            LOG.log(WARNING, "The issuance budget failed; the session starts", e);
            return true;
        }
    }

    /** Tells how long an address that is over its budget has to wait until a session can start. */
    Duration untilNext(HttpServletRequest request) {
        try {
            return Objects.requireNonNull(budget.untilNext(address(request)), "wait");
        } catch (Exception e) {
            LOG.log(WARNING, "The issuance budget failed; who is over it is told to try again", e);
            return Duration.ZERO;
        }
    }

    /**
     * Tells whether a page may have a token exchanged: not while too many wait for signatures, as the next page can do it as well.
     * They are not counted as newcomers are: many requests of one visitor share a signature.
     */
    boolean mayExchangeNow(HttpServletRequest request) {
        if (sessions.keys().isCrowded()) {
            sessions.publish(new SessionEvent.Withheld(CROWDED));
            return false;
        }
        return mayExchange(request);
    }

    /** Tells whether an address may have another token exchanged. */
    boolean mayExchange(HttpServletRequest request) {
        try {
            if (budget.tryExchange(address(request))) {
                return true;
            }
            sessions.publish(new SessionEvent.Withheld("exchange-budget"));
            return false;
        } catch (Exception e) {
            LOG.log(WARNING, "The issuance budget failed; the token is exchanged", e);
            return true;
        }
    }

    /** Takes note that a session which began with a request has come to nothing. */
    void giveBack(HttpServletRequest request) {
        sessions.keys().giveBack();
        try {
            budget.giveBack(address(request));
        } catch (Exception e) {
            LOG.log(WARNING, "The issuance budget could not be given back", e);
        }
    }

    /** A connection by a socket in the file system comes from no address. */
    private static String address(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getRemoteAddr(), "");
    }

    private Claims claims(Visit visit) {
        try {
            return Objects.requireNonNull(claims.from(visit.request()), "claims");
        } catch (Exception e) {
            LOG.log(WARNING, "The visitor claims failed; the session starts without them", e);
            sessions.publish(new SessionEvent.ClaimsLeftOut(List.of()));
            return Claims.empty();
        }
    }

    /** Gives the visitor an identity for this request, and counts why: whoever is told may look at the visitor. */
    Passing withheld(Visit visit, String reason) {
        Passing who = new Passing(passing(visit).principal(), CAUSES.getOrDefault(reason, Cause.LASTING));
        visit.session().become(who);
        sessions.publish(new SessionEvent.Withheld(reason));
        return who;
    }

    Passing passing(Visit visit) {
        return new Passing(sessions.transientPrincipal(
                new NewSession(Claims.empty(), visit.tenant().id())));
    }
}
