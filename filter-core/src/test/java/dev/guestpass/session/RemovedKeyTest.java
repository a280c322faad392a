// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.MutableClock;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeyState;
import dev.guestpass.key.KeyStatus;
import dev.guestpass.key.SharedKeys;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Refused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that go while visitors have tokens of them, one by hand and one by time. */
class RemovedKeyTest {

    private static final SigningKey NEXT = TestKeys.generate(Algorithm.RS256, MutableClock.START);

    private final MutableClock clock = new MutableClock();
    private final SharedKeys shared = new SharedKeys(TestKeys.ring());
    private final AnonymousSessionsBuilder builder =
            AnonymousSessions.builder(shared, TestNode.emptyStore(clock)).clock(clock);
    private final AnonymousSessions sessions = builder.withoutKeyRotation().build();
    private final String token =
            sessions.start(NewSession.plain()).tokens().session().value();

    @Test
    void authenticateWhenKeyWasRemovedThenRefusedAlthoughInCache() {
        sessions.authenticate(token);

        shared.replace(ring(NEXT, TestKeys.secret()));
        sessions.keys().refresh();

        assertThat(sessions.authenticate(token)).isInstanceOf(Refused.class);
    }

    @Test
    void authenticateWhenKeyIsRemovedWhileItVerifiesThenNotRemembered() {
        TestNode node = TestNode.alone();
        SessionGrant grant = node.start();
        node.keys.whileVerifying(() -> {
            node.keys.replace(ring(NEXT, TestKeys.secret()));
            node.sessions.keys().refresh();
        });

        assertThat(node.authenticate(grant)).isInstanceOf(Authenticated.class);

        assertThat(node.authenticate(grant)).isInstanceOf(Refused.class);
    }

    @Test
    void authenticateWhenKeyWasAddedThenStillGood() {
        sessions.authenticate(token);

        shared.replace(ring(NEXT, TestKeys.rsa(), TestKeys.secret()));
        sessions.keys().refresh();

        assertThat(sessions.authenticate(token)).isInstanceOf(Authenticated.class);
    }

    @Test
    void authenticateWhenKeyRetiresThenRefusedAlthoughInCache() {
        SigningKey retiring =
                TestKeys.retiresAt(TestKeys.rsa(), "retiring", clock.instant().plusSeconds(60));
        shared.replace(ring(retiring, TestKeys.secret()));
        sessions.keys().refresh();
        String last = sessions.start(NewSession.plain()).tokens().session().value();

        clock.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(sessions.authenticate(last)).isInstanceOf(Authenticated.class);
        clock.advance(Duration.ofNanos(1));
        assertThat(sessions.authenticate(last)).isInstanceOf(Refused.class);
    }

    @Test
    void refreshKeysWhenDefaultsThenRotatesAfter90Days() {
        AnonymousSessions rotating = builder.build();

        clock.advance(Duration.ofDays(90));
        rotating.keys().refresh();

        assertThat(rotating.keys().states()).extracting(KeyStatus::state).contains(KeyState.ANNOUNCED);
    }

    @Test
    void refreshKeysWhenSwitchedOffThenNeverRotates() {
        clock.advance(Duration.ofDays(900));
        sessions.keys().refresh();

        assertThat(sessions.keys().states()).extracting(KeyStatus::state).containsOnly(KeyState.SIGNING);
    }

    @Test
    void buildWhenKeysWouldRetireBeforeTheirTokensThenRefused() {
        Duration longest = SessionSettings.defaults().lifetimes().longestToken();

        assertThat(builder.keyRotation(KeyRotation.defaults(longest)).build()).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.keyRotation(KeyRotation.defaults(longest.minusNanos(1)))
                        .build())
                .withMessageContaining("rotation would end sessions");
    }

    private static KeyRing ring(SigningKey... keys) {
        return KeyRing.of(List.of(keys), TestKeys.PROJECT_ID);
    }
}
