// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static dev.guestpass.key.Algorithm.ES256;
import static dev.guestpass.key.Algorithm.HS256;
import static dev.guestpass.key.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.session.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a scheduler causes every 30 seconds. */
class LiveKeyRingRefreshTest {

    private static final KeyRotation ROTATION = KeyRotation.defaults(Duration.ofDays(180));
    private static final KeyRing ALL = ring(TestKeys.rsa(), TestKeys.ec(), TestKeys.secret());

    private final MutableClock clock = new MutableClock();
    private final ReplaceableKeys source = new ReplaceableKeys(ALL);
    private final LiveKeyRing keys = source.live(clock);

    @Test
    void refreshWhenKeysChangedThenInUseAtOnce() {
        KeyRing next = ring(TestKeys.generate(RS256), TestKeys.secret());

        source.replace(next);
        keys.refresh();

        assertThat(keys.current()).isSameAs(next);
        assertThat(source.waiting()).isZero();
    }

    @Test
    void refreshWhenKeyOfUnusedAlgorithmIsRemovedThenItIsGone() {
        source.replace(ring(TestKeys.rsa(), TestKeys.secret()));
        keys.refresh();

        assertThat(keys.current().contains(TestKeys.ec().id())).isFalse();
    }

    @Test
    void refreshWhenLastKeyOfUsedAlgorithmIsRemovedThenKept() {
        source.replace(ring(TestKeys.ec(), TestKeys.secret()));
        keys.refresh();

        assertThat(keys.current()).isSameAs(ALL);
    }

    @Test
    void refreshWhenOtherAlgorithmsAreInUseThenTheyCount() {
        LiveKeyRing elliptic = source.live(new KeyUse(Set.of(ES256, HS256), null), clock);

        source.replace(ring(TestKeys.ec(), TestKeys.secret()));
        elliptic.refresh();

        assertThat(elliptic.current().contains(TestKeys.rsa().id())).isFalse();
    }

    @Test
    void refreshWhenSourceStaysBrokenThenSaidOnceAndAgainWhenItBreaksAgain() {
        try (TestLog log = TestLog.of(LiveKeyRing.class.getName())) {
            source.breakDown();
            keys.refresh();
            keys.refresh();
            source.replace(ALL);
            keys.refresh();
            source.breakDown();
            keys.refresh();

            assertThat(log.text().split("could not be loaded again", -1)).hasSize(3);
        }
        assertThat(keys.current()).isSameAs(ALL);
    }

    @Test
    void refreshWhenAnotherThreadLoadsThenReturnsAtOnce() {
        AtomicInteger inner = new AtomicInteger();

        source.whileLoading(() -> {
            inner.incrementAndGet();
            keys.refresh();
        });
        keys.refresh();

        assertThat(inner).hasValue(1);
    }

    @Test
    void refreshWhenBackgroundIsBusyThenLoadsAllTheSame() {
        KeyRing next = ring(TestKeys.generate(RS256), TestKeys.secret());
        keys.mayAppear("new");
        assertThat(source.waiting()).isOne();

        source.replace(next);
        keys.refresh();

        assertThat(keys.current()).isSameAs(next);
    }

    @Test
    void refreshWhenUnknownKeyWasSeenThenDecidesLikeAReload() {
        keys.mayAppear("new");
        source.runBackground();
        assertThat(keys.mayAppear("other")).isTrue();

        keys.refresh();

        assertThat(keys.mayAppear("other")).isFalse();
    }

    @Test
    void refreshWhenNothingChangedThenNobodyIsTold() {
        AtomicInteger told = new AtomicInteger();
        keys.onChange(told::incrementAndGet);

        keys.refresh();
        assertThat(told).hasValue(0);

        source.replace(ring(TestKeys.rsa(), TestKeys.secret()));
        keys.refresh();
        assertThat(told).hasValue(1);
    }

    @Test
    void refreshWhenProjectIdChangedThenSaysWhatToDo() {
        try (TestLog log = TestLog.of(LiveKeyRing.class.getName())) {
            source.replace(KeyRing.of(ALL.keys(), "P3abcdefghijklmnopqrstuvwxyz"));
            keys.refresh();

            assertThat(log.text()).contains("guestpass.project-id", TestKeys.PROJECT_ID);
        }
    }

    @Test
    void refreshWhenRotationIsDueThenRotatesOnce() {
        SharedKeys shared = new SharedKeys(ring(TestKeys.generate(ES256, clock.instant())));
        LiveKeyRing one = rotating(shared);
        LiveKeyRing other = rotating(shared);
        clock.advance(Duration.ofDays(90));

        one.refresh();
        other.refresh();

        assertThat(shared.rotations()).isOne();
        assertThat(other.current()).isSameAs(one.current());
        assertThat(one.states()).extracting(KeyStatus::state).containsExactly(KeyState.SIGNING, KeyState.ANNOUNCED);
    }

    @Test
    void refreshWhenSourceOnlyReadsThenKeysStay() {
        LiveKeyRing fixed = source.live(new KeyUse(Set.of(RS256), ROTATION), clock);
        clock.advance(Duration.ofDays(900));

        fixed.refresh();

        assertThat(fixed.current()).isSameAs(ALL);
    }

    @Test
    void refreshWhenSwitchedOffThenDoesNotRotate() {
        SharedKeys shared = new SharedKeys(ALL);
        LiveKeyRing off = new LiveKeyRing(shared, KeyUse.DEFAULT, clock);
        clock.advance(Duration.ofDays(900));

        off.refresh();

        assertThat(shared.rotations()).isZero();
    }

    private LiveKeyRing rotating(SharedKeys shared) {
        return new LiveKeyRing(shared, new KeyUse(Set.of(ES256), ROTATION), clock);
    }

    private static KeyRing ring(SigningKey... keys) {
        return KeyRing.of(List.of(keys), TestKeys.PROJECT_ID);
    }
}
