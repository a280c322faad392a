// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.event.SessionEvent;

/**
 * Tells of visitors who came back, once each for as long as this node remembers them: a session token does not say whether
 * another node told of its session, or this one before it started anew or forgot it among many. What no returning visit may
 * cost is a look-up more: this is asked only when a token is verified or exchanged, never for one that is in the cache of
 * verified tokens.
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

    void note(SessionId id) {
        if (seen.asMap().putIfAbsent(id, true) == null) {
            events.publish(new SessionEvent.Returned(id));
        }
    }
}
