// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static dev.guestpass.key.KeyState.ANNOUNCED;
import static dev.guestpass.key.KeyState.RETIRED;
import static dev.guestpass.key.KeyState.SIGNING;
import static dev.guestpass.key.KeyState.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One life of two keys, as somebody who looks at them sees it. */
class KeyStatusTest {

    private static final Instant BIRTH = MutableClock.START;
    private static final Instant DUE = BIRTH.plus(Duration.ofDays(89));
    private static final Instant TURN = BIRTH.plus(Duration.ofDays(90));
    private static final Instant END = BIRTH.plus(Duration.ofDays(100));
    private static final KeyRotation ROTATION =
            new KeyRotation(Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(10));

    private final SigningKey old = TestKeys.generate(Algorithm.ES256, BIRTH);
    private final KeyRing ring = ROTATION.apply(KeyRing.of(List.of(old, TestKeys.secret()), TestKeys.PROJECT_ID), DUE);
    private final SigningKey young = ring.keys().get(2);

    @Test
    void statesWhenBeforeTheTurnThenOneSignsAndOneIsAnnounced() {
        assertThat(ring.states(TURN.minusNanos(1)))
                .contains(status(old, SIGNING, BIRTH), status(young, ANNOUNCED, DUE));
    }

    @Test
    void statesWhenTheTurnComesThenTheOldOneOnlyVerifies() {
        assertThat(ring.states(TURN)).contains(status(old, VERIFYING, TURN), status(young, SIGNING, TURN));
        assertThat(ring.states(END.minusNanos(1))).contains(status(old, VERIFYING, TURN));
    }

    @Test
    void statesWhenItsLastTokenExpiredThenTheOldOneIsRetired() {
        assertThat(ring.states(END)).contains(status(old, RETIRED, END), status(young, SIGNING, TURN));
    }

    @Test
    void statesWhenKeyDoesNotSayThenSinceIsUnknown() {
        SigningKey undated = TestKeys.undated(old);

        assertThat(KeyRing.of(List.of(undated), TestKeys.PROJECT_ID).states(BIRTH))
                .containsExactly(new KeyStatus(old.id(), Algorithm.ES256, SIGNING, null));
    }

    @Test
    void statesWhenTermsBeginTogetherThenTheFirstSigns() {
        SigningKey other = TestKeys.generate(Algorithm.ES256, BIRTH);
        KeyRing two = KeyRing.of(List.of(old, other), TestKeys.PROJECT_ID);

        assertThat(two.states(BIRTH)).containsExactly(status(old, SIGNING, BIRTH), status(other, VERIFYING, BIRTH));
        assertThat(two.signer(Algorithm.ES256, BIRTH)).isSameAs(old);
    }

    @Test
    void statesWhenShownThenNoSecretIsInThem() {
        assertThat(ring.states(TURN).toString()).doesNotContain(TestKeys.secrets());
    }

    private static KeyStatus status(SigningKey key, KeyState state, Instant since) {
        return new KeyStatus(key.id(), key.algorithm(), state, since);
    }
}
