// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static dev.guestpass.key.Algorithm.ES256;
import static dev.guestpass.key.Algorithm.HS256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a rotation makes of a ring, at, before and after the moments that matter. EC keys, because they are quick. */
class KeyRotationTest {

    private static final Duration TICK = Duration.ofNanos(1);
    private static final KeyRotation ROTATION =
            new KeyRotation(Duration.ofDays(90), Duration.ofHours(1), Duration.ofDays(180));
    private static final Instant BIRTH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DUE = BIRTH.plus(Duration.ofDays(90)).minus(Duration.ofHours(1));
    private static final Instant TURN = BIRTH.plus(Duration.ofDays(90));
    private static final Instant END = TURN.plus(Duration.ofDays(180));

    private final SigningKey first = TestKeys.generate(ES256, BIRTH);
    private final KeyRing ring = ring(first);

    @Test
    void applyWhenNotDueThenSameRing() {
        assertThat(ROTATION.isDue(ring, DUE.minus(TICK))).isFalse();
        assertThat(ROTATION.apply(ring, DUE.minus(TICK))).isSameAs(ring);
    }

    @Test
    void applyWhenDueThenAnnouncesAKeyThatSignsLater() {
        KeyRing next = ROTATION.apply(ring, DUE);

        SigningKey announced = next.keys().get(1);
        assertThat(next.keys()).hasSize(2);
        assertThat(announced.signsFrom()).isEqualTo(TURN);
        assertThat(next.signer(ES256, TURN.minus(TICK)).id()).isEqualTo(first.id());
        assertThat(next.signer(ES256, TURN)).isSameAs(announced);
    }

    @Test
    void applyWhenDueThenProjectIdStays() {
        assertThat(ROTATION.apply(ring, DUE).projectId()).isEqualTo(TestKeys.PROJECT_ID);
    }

    @Test
    void applyWhenDueThenOldKeyRetiresWithItsLastToken() {
        KeyRing next = ROTATION.apply(ring, DUE);

        assertThat(next.verifier(first.header(), END.minus(TICK))).isPresent();
        assertThat(next.verifier(first.header(), END)).isEmpty();
    }

    @Test
    void applyWhenAppliedAgainThenSameRing() {
        KeyRing next = ROTATION.apply(ring, DUE);

        assertThat(ROTATION.apply(next, DUE)).isSameAs(next);
        assertThat(ROTATION.apply(next, TURN.minus(TICK))).isSameAs(next);
        assertThat(ROTATION.apply(next, TURN)).isSameAs(next);
    }

    @Test
    void applyWhenLastTokenOfOldKeyExpiredThenDropsIt() {
        KeyRing kept = ROTATION.apply(ROTATION.apply(ring, DUE), TURN);

        assertThat(ROTATION.apply(kept, END.minus(TICK)).contains(first.id())).isTrue();
        assertThat(ROTATION.apply(kept, END).contains(first.id())).isFalse();
    }

    @Test
    void applyWhenNobodyRanForAYearThenOldKeySignsUntilANewOneWasAnnounced() {
        Instant late = BIRTH.plus(Duration.ofDays(365));

        KeyRing next = ROTATION.apply(ring, late);

        assertThat(next.signer(ES256, late).id()).isEqualTo(first.id());
        assertThat(next.signer(ES256, late.plus(Duration.ofHours(1))).id()).isNotEqualTo(first.id());
    }

    @Test
    void applyWhenNobodyRanAfterAnAnnouncementThenTheAnnouncedKeySigns() {
        KeyRing announced = ROTATION.apply(ring, DUE);
        Instant late = END.plus(Duration.ofDays(100));

        KeyRing next = ROTATION.apply(announced, late);

        assertThat(next.contains(first.id())).isFalse();
        assertThat(next.signer(ES256, late).id())
                .isEqualTo(announced.keys().get(1).id());
        assertThat(next.keys()).hasSize(2);
    }

    @Test
    void applyWhenTimeHasFractionsThenAnnouncedNoShorter() {
        KeyRing next = ROTATION.apply(ring, DUE.plusNanos(1));

        assertThat(next.keys().get(1).signsFrom()).isEqualTo(TURN.plusSeconds(1));
    }

    @Test
    void applyWhenSeveralAlgorithmsThenEachHasItsTurn() {
        SigningKey younger = TestKeys.generate(HS256, BIRTH.plus(Duration.ofDays(1)));
        KeyRing both = ring(first, younger);

        KeyRing once = ROTATION.apply(both, DUE);
        KeyRing twice = ROTATION.apply(once, DUE.plus(Duration.ofDays(1)));

        assertThat(once.keys()).extracting(SigningKey::algorithm).containsExactly(ES256, HS256, ES256);
        assertThat(twice.keys()).extracting(SigningKey::algorithm).containsExactly(ES256, HS256, ES256, HS256);
    }

    @Test
    void applyWhenSecretIsLongerThanOursThenTheNextIsAsLong() {
        SigningKey longer = JwkRules.accept(
                new OctetSequenceKey.Builder(new byte[64]).keyID("long").build());

        SigningKey next = ROTATION.apply(ring(longer), BIRTH).keys().get(1);

        assertThat(next.jwk().size()).isEqualTo(512);
    }

    @Test
    void applyWhenKeyDoesNotSayHowOldItIsThenItIsOld() {
        KeyRing undated = ring(TestKeys.undated(first));

        assertThat(ROTATION.apply(undated, BIRTH).keys()).hasSize(2);
    }

    @Test
    void applyWhenSuccessorWasRemovedByHandThenAnnouncesAnother() {
        SigningKey left = ROTATION.apply(ring, DUE).keys().get(0);

        KeyRing next = ROTATION.apply(ring(left), TURN.plusSeconds(1));

        assertThat(next.keys()).hasSize(2);
        assertThat(next.signer(ES256, TURN.plusSeconds(1)).id()).isEqualTo(first.id());
        assertThat(next.keys().get(0).retiresAt()).hasValue(END.plusSeconds(3601));
    }

    @Test
    void applyWhenSomebodyAddedAKeyWithoutDatesThenNotDroppedAtOnce() {
        SigningKey added = TestKeys.generate(ES256, BIRTH);
        Instant late = BIRTH.plus(Duration.ofDays(365));

        KeyRing next = ROTATION.apply(ring(first, added), late);

        assertThat(next.signer(ES256, late).id()).isEqualTo(first.id());
        assertThat(next.keys().get(1).id()).isEqualTo(added.id());
        assertThat(next.keys().get(1).retiresAt()).hasValue(late.plus(Duration.ofDays(180)));
    }

    @Test
    void applyWhenAllKeysRetiredThenANewOneSignsAtOnce() {
        KeyRing over = ring(first.withTerm(null, TURN));

        KeyRing next = ROTATION.apply(over, TURN);

        assertThat(next.contains(first.id())).isFalse();
        assertThat(next.signer(ES256, TURN)).isNotNull();
    }

    @Test
    void applyWhenTokensLiveLongerSinceThenKeyThatStillSignsRetiresLater() {
        KeyRing announced = ROTATION.apply(ring, DUE);
        KeyRotation longer = new KeyRotation(ROTATION.rotateEvery(), ROTATION.announce(), Duration.ofDays(400));

        KeyRing whileSigning = longer.apply(announced, TURN.minusSeconds(1));

        assertThat(whileSigning.keys().get(0).retiresAt()).hasValue(TURN.plus(Duration.ofDays(400)));
        assertThat(longer.apply(announced, TURN)).isSameAs(announced);
    }

    @Test
    void applyWhenTokensLiveShorterSinceThenOldOnesAreStillHonoured() {
        KeyRing announced = ROTATION.apply(ring, DUE);
        KeyRotation shorter = new KeyRotation(ROTATION.rotateEvery(), ROTATION.announce(), Duration.ofDays(1));

        assertThat(shorter.apply(announced, TURN.plus(Duration.ofDays(2)))).isSameAs(announced);
    }

    @Test
    void newWhenTimesDoNotFitThenSaysWhich() {
        Duration hour = Duration.ofHours(1);

        assertThat(new KeyRotation(hour, hour, hour)).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyRotation(hour.minus(TICK), hour, hour))
                .withMessageContaining("keys.rotate-every");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyRotation(hour, Duration.ZERO, hour))
                .withMessageContaining("keys.announce");
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyRotation(hour, hour, Duration.ofMillis(999)));
    }

    private static KeyRing ring(SigningKey... keys) {
        return KeyRing.of(List.of(keys), TestKeys.PROJECT_ID);
    }
}
