// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What a node does with its keys and its store from time to time, whether visitors come or not. */
final class Chores {

    /** Half of the time within which all nodes have to refuse an ended session. */
    private static final Duration LEARN_PERIOD = Duration.ofSeconds(1);

    private static final Duration KEYS_PERIOD = Duration.ofSeconds(30);
    private static final Duration CLOCK_PERIOD = Duration.ofSeconds(30);
    private static final Duration DELETE_PERIOD = Duration.ofMinutes(1);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 40;

    private final SessionKeys keys;
    private final SessionStore store;
    private final EndedSessions ended;
    private final NodeClock nodeClock;
    private final StoreFailures failures;
    private final InstantSource clock;

    Chores(
            SessionKeys keys,
            SessionStore store,
            EndedSessions ended,
            NodeClock nodeClock,
            StoreFailures failures,
            InstantSource clock) {
        this.keys = keys;
        this.store = store;
        this.ended = ended;
        this.nodeClock = nodeClock;
        this.failures = failures;
        this.clock = clock;
    }

    List<MaintenanceTask> tasks() {
        MaintenanceTask delete = new MaintenanceTask("delete-expired", DELETE_PERIOD, this::deleteExpired);
        boolean isAlone = store instanceof InMemorySessionStore;
        MaintenanceTask refresh = new MaintenanceTask("refresh-keys", KEYS_PERIOD, keys::refresh);
        return isAlone
                ? List.of(refresh, delete)
                : List.of(
                        new MaintenanceTask("learn-ended", LEARN_PERIOD, this::learnEnded),
                        new MaintenanceTask("compare-clocks", CLOCK_PERIOD, this::compareClocks),
                        refresh,
                        delete);
    }

    boolean learnEnded() {
        try {
            ended.learnFrom(store);
            return true;
        } catch (Exception e) {
            failures.report("endedSince", e);
            return false;
        }
    }

    boolean compareClocks() {
        try {
            nodeClock.compareWith(store);
            return true;
        } catch (Exception e) {
            failures.report("time", e);
            return false;
        }
    }

    /** A store that is down delays the start once: what ended is heard of as soon as it is back. */
    void begin() {
        if (compareClocks()) {
            learnEnded();
        }
    }

    /** Small batches hold few locks; what is left over is for the next time. */
    void deleteExpired() {
        try {
            int deleted = BATCH;
            for (int batch = 0; batch < MOST_BATCHES && deleted == BATCH; batch++) {
                deleted = store.deleteExpired(clock.instant(), BATCH);
            }
        } catch (Exception e) {
            failures.report("deleteExpired", e);
        }
    }
}
