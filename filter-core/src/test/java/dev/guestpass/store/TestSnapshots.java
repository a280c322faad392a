// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.Claims;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions as their tokens have them. */
public final class TestSnapshots {

    public static final Duration LIFETIME = Duration.ofDays(28);
    public static final Duration ABSOLUTE_LIFETIME = Duration.ofDays(180);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private TestSnapshots() {}

    /** A session just born, of its own id. */
    public static SessionSnapshot born() {
        return born(Claims.empty());
    }

    public static SessionSnapshot born(Claims claims) {
        return bornAt(MutableClock.START, claims);
    }

    /** A session born at some time, for stores whose clock can not be set. */
    public static SessionSnapshot bornAt(Instant moment, Claims claims) {
        String number = String.format("%08d", NEXT.incrementAndGet());
        Instant birth = moment.truncatedTo(ChronoUnit.SECONDS);
        return new SessionSnapshot(
                new SessionId("session-" + number),
                "A-subject-" + number,
                null,
                0,
                claims,
                0,
                birth,
                LIFETIME,
                birth.plus(ABSOLUTE_LIFETIME));
    }

    /** The session as its session token has it: without generation, version and absolute end. */
    public static SessionSnapshot asSessionTokenHasIt(SessionSnapshot session) {
        return new SessionSnapshot(
                session.sessionId(),
                session.subject(),
                session.tenantOrNull(),
                0,
                session.claims(),
                0,
                session.rotatedAt(),
                session.lifetime(),
                session.expiresAt());
    }
}
