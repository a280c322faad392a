// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LiveKeyRingTest {

    private static final KeyRing BEFORE = TestKeys.ring();
    private static final KeyRing AFTER = KeyRing.of(
            List.of(TestKeys.signsFrom(TestKeys.rsa(), "new", MutableClock.START), TestKeys.secret()),
            TestKeys.PROJECT_ID);

    private final MutableClock clock = new MutableClock();
    private final ReplaceableKeys source = new ReplaceableKeys(BEFORE);
    private final LiveKeyRing keys = source.live(clock);

    @Test
    void newWhenSourceFailsThenStartFails() {
        ReplaceableKeys broken = new ReplaceableKeys(BEFORE).breakDown();

        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> broken.live(clock));
    }

    @Test
    void mayAppearWhenUnknownThenAsksTheSourceInTheBackground() {
        assertThat(keys.mayAppear("new")).isTrue();

        assertThat(source.loads()).isEqualTo(1);
        assertThat(source.waiting()).isEqualTo(1);
    }

    @Test
    void mayAppearWhenReloadSucceededWithoutItThenFalse() {
        keys.mayAppear("new");
        source.runBackground();

        assertThat(keys.mayAppear("new")).isFalse();
        assertThat(source.loads()).isEqualTo(2);
    }

    @Test
    void mayAppearWhenReloadBroughtItMeanwhileThenTrue() {
        keys.mayAppear("new");
        source.replace(AFTER).runBackground();

        assertThat(keys.current()).isSameAs(AFTER);
        assertThat(keys.mayAppear("new")).isTrue();
    }

    @Test
    void mayAppearWhenReloadFailedThenKeepsKeysAndHope() {
        keys.mayAppear("new");
        source.breakDown().runBackground();

        assertThat(keys.current()).isSameAs(BEFORE);
        assertThat(keys.mayAppear("new")).isTrue();
    }

    @Test
    void isUpToDateWhenLoadedWithin2MinutesThenTrue() {
        clock.advance(Duration.ofMinutes(2));
        assertThat(keys.isUpToDate()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.isUpToDate()).isFalse();

        keys.reloadAlone();
        assertThat(keys.isUpToDate()).isTrue();
    }

    /** A key may have been announced, and sign by now, that the last load did not bring. */
    @Test
    void isUpToDateWhenNewKeysAreAnnouncedForLessThenForAsLong() {
        KeyRotation hasty = new KeyRotation(Duration.ofHours(1), Duration.ofSeconds(9), Duration.ofHours(1));
        LiveKeyRing rotating = source.live(new KeyUse(KeyUse.DEFAULT.algorithms(), hasty), clock);

        clock.advance(Duration.ofSeconds(9));
        assertThat(rotating.isUpToDate()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(rotating.isUpToDate()).isFalse();
    }

    @Test
    void isUpToDateWhenReloadsFailThenOfTheLastThatDidNot() {
        source.breakDown();
        clock.advance(Duration.ofMinutes(3));
        keys.refresh();

        assertThat(keys.isUpToDate()).isFalse();
    }

    @Test
    void isUpToDateWhenClockWasSetBackThenNotBeforeAReload() {
        clock.advance(Duration.ofSeconds(-1));

        assertThat(keys.isUpToDate()).isFalse();
    }

    @Test
    void isUpToDateWhenSourceTakesLongThenFromWhenItWasAsked() {
        source.whileLoading(() -> clock.advance(Duration.ofMinutes(3)));
        keys.reloadAlone();

        assertThat(keys.isUpToDate()).isFalse();
    }

    @Test
    void mayAppearWhenReloadFailedThenAsksAgainAfter30Seconds() {
        keys.mayAppear("new");
        source.breakDown().runBackground();
        clock.advance(Duration.ofSeconds(30));

        keys.mayAppear("new");
        source.replace(AFTER).runBackground();

        assertThat(keys.current()).isSameAs(AFTER);
    }

    @Test
    void mayAppearWhenAskedWithin30SecondsThenNoSecondReload() {
        keys.mayAppear("one");
        source.runBackground();
        clock.advance(Duration.ofSeconds(30).minusNanos(1));

        assertThat(keys.mayAppear("two")).isTrue();
        assertThat(source.waiting()).isZero();
    }

    @Test
    void mayAppearWhenAskedAfter30SecondsThenSecondReload() {
        keys.mayAppear("one");
        source.runBackground();
        clock.advance(Duration.ofSeconds(30));

        assertThat(keys.mayAppear("two")).isTrue();
        assertThat(source.waiting()).isEqualTo(1);
    }

    @Test
    void mayAppearWhenReloadBeganBeforeItWasSeenThenStillTrue() {
        keys.mayAppear("one");
        source.runBackground();

        assertThat(keys.mayAppear("two")).isTrue();
    }

    @Test
    void mayAppearWhenSeenWhileReloadIsUnderWayThenStillTrue() {
        keys.mayAppear("one");
        source.whileLoading(() -> keys.mayAppear("seen while loading")).runBackground();

        assertThat(keys.mayAppear("one")).isFalse();
        assertThat(keys.mayAppear("seen while loading")).isTrue();
    }

    @Test
    void mayAppearWhenReloadIsStillUnderWayThenNoSecondOne() {
        keys.mayAppear("one");
        clock.advance(Duration.ofMinutes(5));

        keys.mayAppear("two");

        assertThat(source.waiting()).isEqualTo(1);
    }

    @Test
    void mayAppearWhenClockWasSetBackThenStillReloads() {
        keys.mayAppear("one");
        source.runBackground();
        clock.advance(Duration.ofHours(-1));

        assertThat(keys.mayAppear("two")).isTrue();
        assertThat(source.waiting()).isEqualTo(1);
    }

    @Test
    void mayAppearWhenBackgroundRefusesThenTheCallerIsSpared() {
        LiveKeyRing stopping = new LiveKeyRing(source, KeyUse.DEFAULT, clock, task -> {
            throw new RejectedExecutionException("stopping");
        });

        assertThat(stopping.mayAppear("one")).isTrue();
        assertThat(stopping.current()).isSameAs(BEFORE);
    }

    @Test
    void mayAppearWhenNoThreadCanBeStartedThenAnotherTokenAsksAgain() {
        AtomicBoolean isOut = new AtomicBoolean(true);
        LiveKeyRing starved = new LiveKeyRing(source, KeyUse.DEFAULT, clock, task -> {
            if (isOut.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });
        assertThatThrownBy(() -> starved.mayAppear("new")).isInstanceOf(OutOfMemoryError.class);
        isOut.set(false);
        source.replace(AFTER);
        clock.advance(Duration.ofSeconds(31));

        assertThat(starved.mayAppear("new")).isTrue();
        assertThat(starved.current()).isSameAs(AFTER);
    }

    @Test
    void reloadWhenNewRingCanNotSignLikeTheLastThenKeepsKeys() {
        KeyRing withoutSecret = KeyRing.of(List.of(TestKeys.rsa()), TestKeys.PROJECT_ID);
        keys.mayAppear("new");

        source.replace(withoutSecret).runBackground();

        assertThat(keys.current()).isSameAs(BEFORE);
    }
}
