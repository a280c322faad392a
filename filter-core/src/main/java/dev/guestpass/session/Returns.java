// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.Refreshed.How;

/**
 * Tells of visitors who came back, about once each: only the tokens that a session began with tell of it, so a node that
 * forgot a session, started anew or never met it says it again for as long as those live, and no longer. What no returning visit may cost is a look-up more: this is asked only when a
 * token is verified or exchanged, never for one that is in the cache of verified tokens.
 */
final class Returns {

    private final EventPublisher events;
    private final Cache<SessionId, Boolean> seen;

    Returns(EventPublisher events, long maximum) {
        this.events = events;
        this.seen = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(Runnable::run)
                .build();
    }

    EventPublisher events() {
        return events;
    }

    /** Notes a session token. One of a later generation is of a session whose visitor came back before, here or elsewhere. */
    void note(SessionSnapshot presented) {
        if (presented.generation() == 0) {
            publishOnce(presented.sessionId());
        }
    }

    /** Notes a refresh token that was exchanged: the first one of a session, if the new one is of the first generation. */
    void note(SessionSnapshot renewed, How how) {
        boolean isFirst = how != How.REPEATED && renewed.generation() <= 1;
        if (isFirst) {
            publishOnce(renewed.sessionId());
        }
    }

    private void publishOnce(SessionId id) {
        if (seen.asMap().putIfAbsent(id, true) == null) {
            events.publish(new SessionEvent.Returned(id));
        }
    }
}
