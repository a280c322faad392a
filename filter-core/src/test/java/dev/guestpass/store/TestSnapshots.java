// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.Claims;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions as their tokens have them. */
public final class TestSnapshots {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private TestSnapshots() {}

    /** A session just born, of its own id. */
    public static SessionSnapshot born() {
        return born(Claims.empty());
    }

    public static SessionSnapshot born(Claims claims) {
        String number = String.format("%08d", NEXT.incrementAndGet());
        return new SessionSnapshot(
                new SessionId("session-" + number),
                "A-subject-" + number,
                null,
                0,
                claims,
                0,
                MutableClock.START,
                Duration.ofDays(28),
                MutableClock.START.plus(Duration.ofDays(180)));
    }
}
