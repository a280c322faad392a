// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.ConsentResolver.Consent;
import dev.guestpass.servlet.PresentedSessions.Found;
import dev.guestpass.servlet.descope.CallRules;
import dev.guestpass.servlet.endpoint.ProvingSetup;
import dev.guestpass.servlet.endpoint.VisitorSession.Refresh;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.token.RefreshToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes each request in, and lets no failure of ours reach the application. */
final class Entrance {

    private static final Logger LOG = SafeLogger.of(Entrance.class);

    private static final PresentedTokens NOTHING = new PresentedTokens(null, List.of(), List.of());

    private final AnonymousSessions sessions;
    private final TokenTransport transport;
    private final InstantSource clock;
    private final @Nullable TenantResolver tenants;
    private final ConsentResolver consents;
    private final Newcomers newcomers;
    private final Reception reception;
    private final DueConversions conversions;
    private final DueVerifications verifications;
    private final AccountLogins logins;

    Entrance(AnonymousSessions sessions, FilterSettings settings, FilterParts parts, ProvingSetup proving) {
        this.sessions = sessions;
        this.transport = parts.transport(settings);
        this.clock = parts.clock();
        this.tenants = parts.tenants();
        this.consents = parts.consents();
        this.newcomers = new Newcomers(sessions, settings, parts);
        this.reception = new Reception(sessions, newcomers);
        this.conversions = new DueConversions(sessions, newcomers, clock);
        this.verifications = new DueVerifications(
                sessions.canConvert() ? proving.proofs() : null,
                proving.cookie(),
                newcomers,
                parts.accounts(),
                conversions);
        this.logins = new AccountLogins(sessions, parts.accounts(), parts.login());
    }

    /** Decides who is there, and converts them if they signed in. */
    AnonymousSession receive(HttpServletRequest request, HttpServletResponse response) {
        return receive(request, response, reception::receive, verifications::convertIfConfirmed);
    }

    /** Does the same for a call of our own API, which is told by itself what came of a confirmation elsewhere. */
    AnonymousSession receiveCall(HttpServletRequest request, HttpServletResponse response) {
        return receive(request, response, reception::receiveCall, visit -> {});
    }

    private AnonymousSession receive(
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Visit> receiving,
            Consumer<Visit> afterwards) {
        @Nullable Visit visit = null;
        try {
            visit = visit(request, response, transport.read(request));
            show(visit);
            receiving.accept(visit);
            conversions.convertIfDue(visit, SignedInAccount::byLogin);
            afterwards.accept(visit);
            return visit.session();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.log(ERROR, "Nobody could be recognised; the visitor is served without an identity of their own", e);
            return failed(visit == null ? visit(request, response, NOTHING) : visit);
        }
    }

    /** Whoever is told of events, or asked for claims, may want to know whose request it is. */
    private static void show(Visit visit) {
        visit.request().setAttribute(AnonymousSession.ATTRIBUTE, visit.session());
    }

    private AnonymousSession failed(Visit visit) {
        visit.session().cookies().nothing();
        visit.session().become(newcomers.withheld(visit, "failed"));
        return visit.session();
    }

    /** Exchanges the refresh cookie because somebody asked for just that. */
    Refreshed refresh(HttpServletRequest request, HttpServletResponse response) {
        Visit visit = visit(request, response, transport.read(request));
        show(visit);
        return new Refreshed(visit.session(), reception.refresh(visit));
    }

    /** Tells whether the address that a request comes from may have tokens exchanged, and counts it. */
    boolean mayExchange(HttpServletRequest request) {
        return newcomers.mayExchange(request);
    }

    /** Tells how long an address that has started too many sessions has to wait for the next. */
    Duration untilNext(HttpServletRequest request) {
        return newcomers.untilNext(request);
    }

    /** Ends the session of the cookies because somebody asked for just that. */
    Refreshed end(HttpServletRequest request, HttpServletResponse response) {
        Visit visit = visit(request, response, transport.read(request));
        return new Refreshed(visit.session(), reception.end(visit));
    }

    /** Tells which sessions a request is for, where the application is asked for its tenant once that matters, and the rest. */
    CallRules rules(HttpServletRequest request) {
        return new CallRules() {
            @Override
            public boolean isForTenantOf(SessionSnapshot session) {
                return RequestTenant.of(request, tenants).accepts(session);
            }

            @Override
            public boolean mayExchange() {
                return newcomers.mayExchange(request);
            }
        };
    }

    /** Reads the refresh cookie and changes nothing. */
    Found<RefreshToken> peek(HttpServletRequest request, HttpServletResponse response) {
        return reception.peek(visit(request, response, transport.read(request)));
    }

    boolean isOf(AnonymousSession session) {
        return session.converter().isOf(sessions);
    }

    /** What came of an exchange, or of an end: then there is nothing to refresh. */
    record Refreshed(AnonymousSession session, Refresh outcome) {}

    private Visit visit(HttpServletRequest request, HttpServletResponse response, PresentedTokens tokens) {
        Supplier<Consent> consent = () -> consent(request);
        CookieCommit cookies =
                new CookieCommit(sessions, transport, clock, request, consent, () -> newcomers.giveBack(request));
        RequestTenant tenant = RequestTenant.of(request, tenants);
        RequestContext context =
                new RequestContext(request, response, tokens, tenant, consent, reception, conversions, logins);
        return context.with(new AnonymousSession(sessions, cookies, context));
    }

    /** A resolver that fails has not agreed to anything. */
    Consent consent(HttpServletRequest request) {
        try {
            return consents.resolve(request);
        } catch (Exception e) {
            LOG.log(WARNING, "The consent resolver failed; no cookies are set", e);
            return Consent.NONE;
        }
    }
}
