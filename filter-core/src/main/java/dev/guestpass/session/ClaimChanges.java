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
    private final Refreshes refreshes;
    private final Grants grants;
    private final EventPublisher events;

    ClaimChanges(
            SessionStore store,
            RotationPolicy rotation,
            ClaimLimits limits,
            EndedSessions ended,
            Refreshes refreshes,
            Grants grants,
            EventPublisher events) {
        this.store = store;
        this.rotation = rotation;
        this.limits = limits;
        this.ended = ended;
        this.refreshes = refreshes;
        this.grants = grants;
        this.events = events;
    }

    /** Records a change and gives new tokens; a token that is behind must pass the exchange for that. */
    ClaimsOutcome reissue(SessionSnapshot session, ClaimsChange change) {
        return reissue(session, change, limits);
    }

    ClaimsOutcome reissue(SessionSnapshot session, ClaimsChange change, ClaimLimits allowed) {
        Optional<SessionSnapshot> updated = record(session, change, allowed);
        if (updated.isEmpty()) {
            return new ClaimsOutcome.Ended();
        }
        return updated.get().generation() == session.generation()
                ? new ClaimsOutcome.Updated(grants.renewed(updated.get()))
                : exchanged(session);
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
        return record(session, change, limits);
    }

    Optional<SessionSnapshot> record(SessionSnapshot session, ClaimsChange change, ClaimLimits allowed) {
        ReservedClaims.refuseFromServer(change.names());
        if (isRefused(session)) {
            return Optional.empty();
        }
        UpdateOutcome outcome = store.updateClaims(session, change, allowed);
        refreshes.forget(session.sessionId());
        if (outcome instanceof UpdateOutcome.Updated updated) {
            events.publish(new SessionEvent.ClaimsUpdated(session.sessionId(), List.copyOf(change.names())));
            return Optional.of(updated.session());
        } else if (outcome instanceof UpdateOutcome.TooLarge tooLarge) {
            throw new ClaimsTooLargeException(tooLarge.violation());
        }
        ended.add(session.sessionId());
        return Optional.empty();
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
