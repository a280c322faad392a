// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

import dev.guestpass.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The latest requests of the visitors who were here last: in memory, bounded. Safe for use by several threads. */
@Component
final class SeenRequests {

    private static final int MOST_VISITORS = 500;
    private static final int MOST_OF_ONE = 20;

    private final Map<SessionId, Deque<SeenRequest>> visitors = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Deque<SeenRequest>> eldest) {
            return size() > MOST_VISITORS;
        }
    };

    synchronized void add(SessionId visitor, SeenRequest request) {
        Deque<SeenRequest> requests = visitors.computeIfAbsent(visitor, it -> new ArrayDeque<>());
        requests.addFirst(request);
        if (requests.size() > MOST_OF_ONE) {
            requests.removeLast();
        }
    }

    /** Returns what one visitor asked for, the latest first. */
    synchronized List<SeenRequest> of(SessionId visitor) {
        return List.copyOf(visitors.getOrDefault(visitor, new ArrayDeque<>()));
    }
}
