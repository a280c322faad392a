// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.SessionId;
import dev.guestpass.event.SessionEventListener;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For how long a node that never restarts remembers. */
class EndedSessionsTest {

    /** The default lifetime and leeway of a session token, and twice what a clock may be off. */
    private static final Duration LONGEST =
            Duration.ofMinutes(10).plus(Duration.ofSeconds(5)).plus(Duration.ofMinutes(10));

    private final MutableClock elapsed = new MutableClock();
    private final EndedSessions ended = new EndedSessions(
            SessionSettings.defaults(),
            new NodeClock(new EventPublisher(SessionEventListener.none()), elapsed),
            new ClockTicker(elapsed));
    private final SessionId session = TestNode.alone().start().session().sessionId();

    @Test
    void containsWhenTokenMayStillBeAcceptedThenEnded() {
        ended.add(session);

        elapsed.advance(LONGEST);

        assertThat(ended.contains(session)).isTrue();
    }

    @Test
    void containsWhenNoTokenCanLiveThenForgotten() {
        ended.add(session);

        elapsed.advance(LONGEST.plusMinutes(2));

        assertThat(ended.contains(session)).isFalse();
    }
}
