// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.BeginOutcome.AlreadyConverted;
import dev.guestpass.store.SessionStore.BeginOutcome.Begun;
import dev.guestpass.store.SessionStore.BeginOutcome.ForAnotherLogin;
import dev.guestpass.store.SessionStore.BeginOutcome.InProgress;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A node that is killed between two steps: whoever comes next, to another node, is served right. */
class KilledNodeTest implements StoreUnderTest {

    private static final boolean BEFORE = true;
    private static final boolean AFTER = false;

    private final MovedTime time = MovedTime.running(TestRedis.scripts());
    private final String prefix = TestRedis.newPrefix();
    private final SessionStore store =
            RedisSessionStore.builder(time).prefix(prefix).build();
    private final SessionSnapshot session =
            DyingNode.session(UUID.randomUUID().toString(), Instant.now().getEpochSecond());

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void advance(Duration duration) {
        time.advance(duration);
    }

    private void killNode(DyingNode.Deed deed, int call, boolean isBefore) {
        ChildJvm node = ChildJvm.start(
                DyingNode.class,
                TestRedis.shared().uri().toString(),
                prefix,
                session.sessionId().value(),
                Long.toString(session.rotatedAt().getEpochSecond()),
                deed.name().toLowerCase(Locale.ROOT),
                Integer.toString(call),
                Boolean.toString(isBefore));
        assertThat(node.exitCode()).isEqualTo(137);
    }

    @Test
    void rotateWhenNodeDiedAfterItThenRepeatedAndGoesOn() {
        killNode(DyingNode.Deed.ROTATE, 1, AFTER);
        advance(Duration.ofHours(1));

        SessionSnapshot first = repeated(session, POLICY);

        assertThat(next(first).generation()).isEqualTo(2);
    }

    @Test
    void endWhenNodeDiedBetweenReadingAndWritingThenAliveUntilEnded() {
        killNode(DyingNode.Deed.END, 2, BEFORE);
        assertThat(ended()).isEmpty();
        SessionSnapshot first = next(session);

        store.end(session);

        assertThat(rotate(first)).isEqualTo(new RotateOutcome.Ended());
        assertThat(ended()).containsExactly(session.sessionId());
    }

    @Test
    void endWhenNodeDiedAfterItThenEndedAndTold() {
        killNode(DyingNode.Deed.END, 2, AFTER);

        assertThat(rotate(session)).isEqualTo(new RotateOutcome.Ended());
        assertThat(ended()).containsExactly(session.sessionId());
    }

    @Test
    void beginConversionWhenNodeDiedInsideThenTakenOverAfterLeaseByTheSameLogin() {
        killNode(DyingNode.Deed.CONVERT, 2, AFTER);
        assertThat(begin(session, "ann")).isInstanceOf(InProgress.class);
        assertThat(rotate(session)).isInstanceOf(RotateOutcome.Rotated.class);
        advance(LEASE.plusSeconds(1));

        assertThat(begin(session, "bob")).isInstanceOf(ForAnotherLogin.class);
        assertThat(begin(session, "ann")).isInstanceOf(Begun.class);
    }

    @Test
    void beginConversionWhenNodeDiedAfterCompletionThenSameReceipt() {
        killNode(DyingNode.Deed.CONVERT, 4, AFTER);

        assertThat(begin(session, "ann")).isEqualTo(new AlreadyConverted(DyingNode.receipt(session)));
        assertThat(rotate(session)).isEqualTo(new RotateOutcome.Ended());
    }
}
