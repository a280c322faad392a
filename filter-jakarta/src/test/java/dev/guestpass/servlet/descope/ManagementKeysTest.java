// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManagementKeysTest {

    private static final String ONE = "one-abcdefghijklmnopqrstuv";
    private static final String TWO = "two-abcdefghijklmnopqrstuv";

    private final MutableClock clock = new MutableClock();
    private final MovableTime time = new MovableTime();
    private final ManagementKeys keys = keys(ONE, TWO, ONE);

    /** Time for budgets, which no wall clock can set back. */
    private static final class MovableTime implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private ManagementKeys keys(String... texts) {
        List<ManagementKey> parsed =
                List.of(texts).stream().map(ManagementKey::parse).toList();
        return new ManagementKeys(new DescopeSettings(parsed, 5, null, Set.of()), clock, time);
    }

    private ActiveKey accepted(String sent) {
        return keys.accept(sent).orElseThrow();
    }

    private long minted(ActiveKey key, int tries) {
        return IntStream.range(0, tries).filter(i -> key.tryMint()).count();
    }

    @Test
    void acceptWhenKeyIsConfiguredThenThatOne() {
        assertThat(accepted(ONE)).isSameAs(accepted(ONE)).isNotSameAs(accepted(TWO));
        assertThat(keys.accept("three-abcdefghijklmnopqrst")).isEmpty();
        assertThat(keys.accept("null")).isEmpty();
        assertThat(keys.accept("")).isEmpty();
        assertThat(keys.accept(null)).isEmpty();
    }

    @Test
    void isEmptyWhenNothingIsConfiguredThenNobodyIsAccepted() {
        ManagementKeys none = keys();

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.accept(ONE)).isEmpty();
        assertThat(keys.isEmpty()).isFalse();
    }

    @Test
    void usesWhenAcceptedThenWhenAndHowOften() {
        accepted(ONE);
        clock.advance(Duration.ofMinutes(1));
        accepted(ONE);
        keys.accept("null");

        assertThat(keys.uses())
                .containsExactly(
                        new ManagementKeyUse(ManagementKey.parse(ONE).id(), MutableClock.START.plusSeconds(60), 2),
                        new ManagementKeyUse(ManagementKey.parse(TWO).id(), null, 0));
    }

    @Test
    void tryMintWhenBudgetIsSpentThenNoMoreUntilTimePasses() {
        assertThat(minted(accepted(ONE), 9)).isEqualTo(5);
        assertThat(minted(accepted(TWO), 9)).isEqualTo(5);

        time.nanos += Duration.ofMillis(400).toNanos();
        assertThat(minted(accepted(ONE), 9)).isEqualTo(2);
        time.nanos += Duration.ofHours(1).toNanos();
        assertThat(minted(accepted(ONE), 9)).isEqualTo(5);
    }
}
