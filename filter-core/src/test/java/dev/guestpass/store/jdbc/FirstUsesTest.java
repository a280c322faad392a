// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstUsesTest {

    private static final Map<Long, Instant> USES =
            Map.of(10L, Instant.ofEpochSecond(3, 5_000), 9L, Instant.ofEpochSecond(2), 2L, Instant.ofEpochSecond(4));

    @Test
    void writeWhenSeveralThenOldestGenerationFirst() {
        assertThat(FirstUses.write(USES)).isEqualTo("2:4000000 9:2000000 10:3000005");
    }

    @Test
    void readWhenWrittenThenEqual() {
        assertThat(FirstUses.read(FirstUses.write(USES))).isEqualTo(USES);
        assertThat(FirstUses.read(FirstUses.write(Map.of()))).isEmpty();
    }

    @Test
    void oldestAndNewestWhenSeveralThenByMoment() {
        assertThat(FirstUses.oldest(USES)).isEqualTo(2_000_000);
        assertThat(FirstUses.newest(USES)).isEqualTo(4_000_000);
        assertThat(FirstUses.newest(Map.of())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1:", ":1", "1:2  3:4", "1:2 x:3", "1:2 "})
    void readWhenDamagedThenRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FirstUses.read(text));
    }
}
