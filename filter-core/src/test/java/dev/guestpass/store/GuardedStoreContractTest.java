// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.MutableClock;
import java.time.Duration;
import java.time.Instant;

/** A guard changes nothing while all is well. */
class GuardedStoreContractTest extends SessionStoreContract {

    private final MutableClock clock = new MutableClock();
    private final SessionStore store = GuardedSessionStore.around(
            InMemorySessionStore.builder().clock(clock).build(), Duration.ofMinutes(1), clock);

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean isTimeExact() {
        return true;
    }
}
