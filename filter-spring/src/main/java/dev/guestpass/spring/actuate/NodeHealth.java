// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.key.KeyState;
import dev.guestpass.key.KeyStatus;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.store.SessionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node can do all of its work. It is {@code UP} or {@code DEGRADED} and never down: while a store is away
 * visitors are served as last known, and a load balancer that took the node out would turn them away.
 */
public final class NodeHealth {

    /** The status of a node that serves visitors as last known. */
    static final String DEGRADED = "DEGRADED";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AnonymousSessions sessions;
    private final @Nullable StoreProbe store;

    /**
     * Watches.
     *
     * @param sessions whose keys are looked at
     * @param store what is asked, or {@code null} if nobody knows where the sessions are
     */
    public NodeHealth(AnonymousSessions sessions, @Nullable SessionStore store) {
        this(sessions, store == null ? null : new StoreProbe(store, InstantSource.system(), PATIENCE));
    }

    NodeHealth(AnonymousSessions sessions, @Nullable StoreProbe store) {
        this.sessions = sessions;
        this.store = store;
    }

    /**
     * What was found.
     *
     * @param isComplete whether nothing is missing
     * @param store what kind of store there is, and what is wrong with it
     * @param keys how many keys are in each state
     */
    record Finding(boolean isComplete, Map<String, String> store, Map<String, Long> keys) {}

    Finding look() {
        Map<String, String> told = new LinkedHashMap<>();
        String trouble = store == null ? null : store.trouble();
        told.put("kind", store == null ? "unknown" : store.kind());
        told.put("status", trouble == null ? "UP" : DEGRADED);
        if (trouble != null) {
            told.put("reason", trouble);
        }
        List<KeyStatus> states = sessions.keys().states();
        return new Finding(trouble == null && count(states, KeyState.SIGNING) > 0, told, keys(states));
    }

    private static Map<String, Long> keys(List<KeyStatus> states) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("announced", count(states, KeyState.ANNOUNCED));
        counts.put("signing", count(states, KeyState.SIGNING));
        counts.put("verifying", count(states, KeyState.VERIFYING));
        return counts;
    }

    private static long count(List<KeyStatus> states, KeyState state) {
        return states.stream().filter(key -> key.state() == state).count();
    }
}
