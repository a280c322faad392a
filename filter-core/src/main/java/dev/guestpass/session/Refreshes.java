// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static java.lang.System.Logger.Level.WARNING;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.Refreshed.How;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.session.RefreshOutcome.Reason;
import dev.guestpass.session.RefreshOutcome.Refreshed;
import dev.guestpass.session.RefreshOutcome.Refused;
import dev.guestpass.session.RefreshOutcome.Unavailable;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.InspectOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Refreshes sessions: requests of one visitor that come together share one store call and one signature.
 *
 * <p>An answer is shared for a few seconds, well within the reuse interval in which the store would repeat it anyway, and
 * only among those who present the same generation: once a newer one was presented here, older ones ask the store again.
 * A session that this node knows to be over is refused without asking, so not even an outage brings it back.
 */
final class Refreshes {

    private static final Logger LOG = SafeLogger.of(Refreshes.class);
    private static final Duration SHARED_FOR = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int MAX_SHARED = 50_000;

    private final SessionStore store;
    private final RotationPolicy policy;
    private final boolean sharesLater;
    private final EndedSessions ended;
    private final NodeClock nodeClock;
    private final EventPublisher events;
    private final Returns returns;
    private final StoreFailures failures;
    private final Function<SessionSnapshot, SessionGrant> grants;
    private final Cache<SessionId, Flight> flights;

    /** One refresh under way or just done. */
    private record Flight(SessionSnapshot presented, CompletableFuture<RefreshOutcome> outcome) {

        /** An answer to older claims would lose newer ones where the store did not know them. */
        boolean answers(SessionSnapshot other) {
            return presented.generation() == other.generation() && presented.claimsVersion() >= other.claimsVersion();
        }
    }

    Refreshes(
            SessionStore store,
            RotationPolicy policy,
            EndedSessions ended,
            NodeClock nodeClock,
            Returns returns,
            StoreFailures failures,
            Function<SessionSnapshot, SessionGrant> grants,
            InstantSource clock) {
        this.store = store;
        this.policy = policy;
        this.ended = ended;
        this.nodeClock = nodeClock;
        this.events = returns.events();
        this.returns = returns;
        this.failures = failures;
        this.grants = grants;
        this.sharesLater = !policy.reuseInterval().isZero();
        boolean briefly = sharesLater && policy.reuseInterval().compareTo(SHARED_FOR) < 0;
        this.flights = Caffeine.newBuilder()
                .maximumSize(MAX_SHARED)
                .expireAfterWrite(briefly ? policy.reuseInterval() : SHARED_FOR)
                .ticker(new ClockTicker(clock))
                .executor(Runnable::run)
                .build();
    }

    RefreshOutcome refresh(SessionSnapshot presented) {
        if (ended.contains(presented.sessionId())) {
            return refused(Reason.ENDED);
        } else if (!nodeClock.isTrusted()) {
            return new Unavailable(VerifiedPrincipal.unconfirmed(presented));
        }
        Flight mine = new Flight(presented, new CompletableFuture<>());
        Flight flight = flights.asMap()
                .compute(
                        presented.sessionId(), (id, other) -> other != null && other.answers(presented) ? other : mine);
        return flight.equals(mine) ? fly(mine, presented) : join(flight, presented);
    }

    /** Tells what an exchange would come to, and changes nothing. */
    Authentication inspect(SessionSnapshot presented) {
        if (ended.contains(presented.sessionId())) {
            return new Authentication.Ended();
        }
        try {
            InspectOutcome outcome = store.inspect(presented, policy);
            return outcome instanceof InspectOutcome.Accepted accepted
                    ? new Authentication.Authenticated(VerifiedPrincipal.live(accepted.session()), accepted.session())
                    : new Authentication.Ended();
        } catch (Exception e) {
            failures.report("inspect", e);
            return new Authentication.Unconfirmed(VerifiedPrincipal.unconfirmed(presented));
        }
    }

    /** Forgets a shared answer, because the session was changed since. */
    void forget(SessionId id) {
        flights.invalidate(id);
    }

    private RefreshOutcome fly(Flight flight, SessionSnapshot presented) {
        RefreshOutcome outcome = new Unavailable(VerifiedPrincipal.unconfirmed(presented));
        try {
            outcome = answer(store.rotate(presented, policy), presented);
        } catch (Exception e) {
            failures.report("rotate", e);
        } finally {
            if (outcome instanceof Unavailable || !sharesLater) {
                flights.asMap().remove(presented.sessionId(), flight);
            }
            flight.outcome().complete(outcome);
        }
        return outcome;
    }

    private static RefreshOutcome join(Flight flight, SessionSnapshot presented) {
        try {
            return flight.outcome().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(WARNING, "Another request of the same visitor waits for the session store");
        }
        return new Unavailable(VerifiedPrincipal.unconfirmed(presented));
    }

    private RefreshOutcome answer(RotateOutcome outcome, SessionSnapshot presented) {
        if (outcome instanceof RotateOutcome.Rotated rotated) {
            return accepted(rotated.session(), How.ROTATED);
        } else if (outcome instanceof RotateOutcome.Repeated repeated) {
            return accepted(repeated.session(), How.REPEATED);
        } else if (outcome instanceof RotateOutcome.Adopted adopted) {
            return accepted(adopted.session(), How.ADOPTED);
        } else if (outcome instanceof RotateOutcome.Unknown) {
            return refused(Reason.UNKNOWN);
        }
        ended.add(presented.sessionId());
        if (outcome instanceof RotateOutcome.Replayed replayed) {
            long current = replayed.session().generation();
            events.publish(new SessionEvent.Replayed(presented.sessionId(), presented.generation(), current));
            return refused(Reason.REPLAYED);
        }
        return refused(Reason.ENDED);
    }

    private Refused refused(Reason reason) {
        events.publish(new SessionEvent.Refused(
                SessionEvent.Refused.What.REFRESH_TOKEN, reason.name().toLowerCase(Locale.ROOT)));
        return new Refused(reason);
    }

    private RefreshOutcome accepted(SessionSnapshot session, How how) {
        returns.note(session.sessionId());
        events.publish(new SessionEvent.Refreshed(session.sessionId(), session.generation(), how));
        return new Refreshed(grants.apply(session));
    }
}
