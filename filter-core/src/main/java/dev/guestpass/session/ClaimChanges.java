// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.InspectOutcome;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimLimits;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.ReservedClaims;
import java.util.List;
import java.util.Optional;

/** Changes what is known of visitors, in the store or, before there are tokens, in the new session alone. */
final class ClaimChanges {

    private final SessionStore store;
    private final RotationPolicy rotation;
    private final ClaimLimits limits;
    private final EndedSessions ended;
    private final NodeClock nodeClock;
    private final Refreshes refreshes;
    private final Grants grants;
    private final EventPublisher events;

    ClaimChanges(
            SessionStore store,
            RotationPolicy rotation,
            ClaimLimits limits,
            EndedSessions ended,
            NodeClock nodeClock,
            Refreshes refreshes,
            Grants grants,
            EventPublisher events) {
        this.store = store;
        this.rotation = rotation;
        this.limits = limits;
        this.ended = ended;
        this.nodeClock = nodeClock;
        this.refreshes = refreshes;
        this.grants = grants;
        this.events = events;
    }

    /** Records a change and gives new tokens; a token that is behind must pass the exchange for that. */
    ClaimsOutcome reissue(SessionSnapshot session, ClaimsChange change) {
        return requireMeant(reissue(session, change, limits));
    }

    ClaimsOutcome reissue(SessionSnapshot session, ClaimsChange change, ClaimLimits allowed) {
        UpdateOutcome outcome = change(session, change, allowed);
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return updated.session().generation() == session.generation()
                    ? new ClaimsOutcome.Updated(grants.renewed(updated.session()))
                    : exchanged(session);
        }
        return outcome instanceof UpdateOutcome.Refused ? new ClaimsOutcome.Refused() : new ClaimsOutcome.Ended();
    }

    private ClaimsOutcome exchanged(SessionSnapshot behind) {
        RefreshOutcome outcome = refreshes.refresh(behind);
        if (outcome instanceof RefreshOutcome.Unavailable) {
            throw new SessionStoreException("The claims were changed, but the store could not be asked further", null);
        }
        return outcome instanceof RefreshOutcome.Refreshed refreshed
                ? new ClaimsOutcome.Updated(refreshed.grant())
                : new ClaimsOutcome.Ended();
    }

    Optional<SessionSnapshot> record(SessionSnapshot session, ClaimsChange change) {
        UpdateOutcome outcome = requireMeant(change(session, change, limits));
        return outcome instanceof UpdateOutcome.Updated updated ? Optional.of(updated.session()) : Optional.empty();
    }

    /** An application that gives rights for a tenant which the session has left has to decide anew. */
    private static <T> T requireMeant(T outcome) {
        if (outcome instanceof UpdateOutcome.Refused || outcome instanceof ClaimsOutcome.Refused) {
            throw new IllegalStateException(
                    "Roles and permissions are given for a tenant, and this session was taken to another since its token"
                            + " was signed: decide anew after the next refresh");
        }
        return outcome;
    }

    /** Whatever the change comes to, what is recorded fits into tokens: one that can not be signed would be lost with them. */
    UpdateOutcome change(SessionSnapshot session, ClaimsChange change, ClaimLimits allowed) {
        ReservedClaims.refuseFromServer(change.names());
        nodeClock.requireTrusted();
        if (isRefused(session)) {
            return new UpdateOutcome.Ended();
        }
        UpdateOutcome outcome = store.updateClaims(session, change, allowed.within(grants.room(session)));
        refreshes.forget(session.sessionId());
        if (outcome instanceof UpdateOutcome.Updated) {
            events.publish(new SessionEvent.ClaimsUpdated(session.sessionId(), List.copyOf(change.names())));
        } else if (outcome instanceof UpdateOutcome.TooLarge tooLarge) {
            throw new ClaimsTooLargeException(tooLarge.violation());
        } else if (outcome instanceof UpdateOutcome.Ended) {
            ended.add(session.sessionId());
        }
        return outcome;
    }

    /** Where sessions that the store forgot are refused, no other step may make the store know them again. */
    boolean isRefused(SessionSnapshot session) {
        return rotation.onMissing() == OnMissing.REFUSE
                && store.inspect(session, rotation) instanceof InspectOutcome.Unknown;
    }

    SessionSnapshot amend(SessionSnapshot session, ClaimsChange change) {
        ReservedClaims.refuseFromServer(change.names());
        SessionSnapshot amended = session.withClaims(change.applyTo(session.claims()), session.claimsVersion());
        limits.violation(amended.claims()).ifPresent(violation -> {
            throw new ClaimsTooLargeException(violation);
        });
        return amended;
    }
}
