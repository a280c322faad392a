// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationRecord;
import dev.guestpass.store.VerificationStore;
import java.time.Instant;

/**
 * Remembers verifications in Redis 6.2 or later, or in Valkey, beside the sessions:
 *
 * <pre>{@code
 * VerificationStore store = RedisSessionStore.builder(scripts).buildVerificationStore();
 * }</pre>
 *
 * <p>A step touches one key: it is read, Java decides, and a script replaces it if it is still the same. Time is the
 * server's, and keys expire by themselves. A failover that loses the last writes can forget a try that was counted, or
 * that a code was used: the window is that of the replication. Safe for use by several threads, as far as the
 * {@link RedisScripts} are.
 */
public final class RedisVerificationStore implements VerificationStore {

    private static final String OPERATION = "remember a verification";

    private final VerificationRows rows;

    RedisVerificationStore(GuardedScripts scripts, KeyLayout layout) {
        this.rows = new VerificationRows(scripts, layout);
    }

    /** Decides, and writes if nobody wrote meanwhile; otherwise the answer is what there is now, and decides anew. */
    @Override
    public <T> T step(String key, Decision<T> decision) {
        long began = System.nanoTime();
        VerificationRows.Found before = rows.read(OPERATION, key);
        for (int attempt = 1; RedisSessionStore.isWorthwhile(attempt, began); attempt++) {
            Step<T> step = decision.on(before.record(), before.now());
            VerificationRecord after = step.after();
            if (after == null || after.equals(before.record())) {
                return step.outcome();
            }
            before = rows.replace(OPERATION, key, before, after);
            if (before.isWritten()) {
                return step.outcome();
            }
            RedisSessionStore.pause(attempt);
        }
        throw new SessionStoreException(
                "Redis could not " + OPERATION + ": too many others changed it at the same time; try again", null);
    }

    /** Does nothing: keys expire by themselves. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        return 0;
    }
}
