// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Lets caches see the same time as the tokens in them. */
record ClockTicker(InstantSource clock) implements Ticker {

    @Override
    public long read() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
