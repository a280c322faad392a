// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.token.ClaimLimits;
import dev.guestpass.token.ClaimsCustomizer;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.ReservedClaims;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Begins sessions: random ids, the claims to start with, and no store. */
final class NewSessions {

    /**
     * What the subjects of minted sessions begin with: the one thing that every token and record of a session has for life. It
     * tells us which limits its claims have, and nobody else needs to know.
     */
    private static final String MINTED = "M";

    private static final Logger LOG = SafeLogger.of(NewSessions.class);

    private final SessionSettings settings;
    private final ClaimsCustomizer customizer;
    private final EventPublisher events;
    private final InstantSource clock;
    private final RandomIds ids;

    NewSessions(
            SessionSettings settings,
            ClaimsCustomizer customizer,
            EventPublisher events,
            InstantSource clock,
            RandomIds ids) {
        this.settings = settings;
        this.customizer = customizer;
        this.events = events;
        this.clock = clock;
        this.ids = ids;
    }

    SessionSnapshot begin(NewSession wanted) {
        ReservedClaims.refuseFromServer(wanted.claims().names());
        String subject = "A" + ids.next();
        return snapshot(subject, wanted, claims(subject, wanted));
    }

    /**
     * Begins a session for a service. What the service asked for is kept whole or refused; what the customizer adds gives
     * way to it.
     *
     * @throws ClaimsTooLargeException if what was asked for is too large
     */
    SessionSnapshot mint(NewSession wanted, ClaimLimits limits, Duration lifetime) {
        ReservedClaims.refuseFromServer(wanted.claims().names());
        limits.violation(wanted.claims()).ifPresent(violation -> {
            throw new ClaimsTooLargeException(violation);
        });
        String subject = MINTED + ids.next();
        Claims all = customized(subject, wanted);
        boolean fits = limits.violation(all).isEmpty();
        if (!fits) {
            leftOut(all, wanted.claims());
        }
        return snapshot(subject, wanted, fits ? all : wanted.claims(), lifetime);
    }

    static boolean isMinted(SessionSnapshot session) {
        return session.subject().startsWith(MINTED);
    }

    SessionSnapshot beginForOneRequest(NewSession wanted) {
        return snapshot("T" + ids.next(), wanted, wanted.claims());
    }

    private SessionSnapshot snapshot(String subject, NewSession wanted, Claims claims) {
        return snapshot(subject, wanted, claims, settings.lifetimes().refresh());
    }

    private SessionSnapshot snapshot(String subject, NewSession wanted, Claims claims, Duration lifetime) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new SessionSnapshot(
                new SessionId(ids.next()),
                subject,
                wanted.tenant(),
                0,
                claims,
                0,
                now,
                lifetime,
                now.plus(settings.lifetimes().absolute()));
    }

    /** Claims are a convenience, the identity is not: what can not be had or does not fit is left out. */
    private Claims claims(String subject, NewSession wanted) {
        Claims claims = customized(subject, wanted);
        ClaimLimits limits = settings.claimLimits();
        Claims fitting = limits.violation(claims).isEmpty() ? claims : limits.fitting(claims);
        leftOut(claims, fitting);
        return fitting;
    }

    private void leftOut(Claims claims, Claims kept) {
        List<String> leftOut = claims.names().stream()
                .filter(name -> !kept.names().contains(name))
                .toList();
        if (!leftOut.isEmpty()) {
            LOG.log(WARNING, "Claims of a new session exceed the limits and were left out: {0}", leftOut);
            events.publish(new SessionEvent.ClaimsLeftOut(leftOut));
        }
    }

    private Claims customized(String subject, NewSession wanted) {
        try {
            Claims claims =
                    customizer.customize(new ClaimsCustomizer.Context(subject, wanted.tenant(), wanted.claims()));
            ReservedClaims.refuseFromServer(claims.names());
            return claims;
        } catch (Exception e) {
            LOG.log(WARNING, "The claims customizer failed; the session starts without its claims", e);
            events.publish(new SessionEvent.ClaimsLeftOut(List.of()));
            return wanted.claims();
        }
    }
}
