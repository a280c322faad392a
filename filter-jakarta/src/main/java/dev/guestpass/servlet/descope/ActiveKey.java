// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A management key at work: when it was used, and what it may still mint. Safe for use by several threads. */
final class ActiveKey {

    private final ManagementKey key;
    private final Bucket mints;
    private final AtomicReference<ManagementKeyUse> use;

    ActiveKey(ManagementKey key, int mintsPerSecond, TimeMeter time) {
        this.key = key;
        this.mints = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(mintsPerSecond).refillGreedy(mintsPerSecond, Duration.ofSeconds(1)))
                .build();
        this.use = new AtomicReference<>(new ManagementKeyUse(key.id(), null, 0));
    }

    boolean isHashedAs(byte[] hash) {
        return key.isHashedAs(hash);
    }

    void used(Instant now) {
        use.updateAndGet(before -> new ManagementKeyUse(before.id(), now, before.calls() + 1));
    }

    boolean tryMint() {
        return mints.tryConsume(1);
    }

    ManagementKeyUse use() {
        return Objects.requireNonNull(use.get());
    }
}
