// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.MutableClock;
import dev.guestpass.store.VerificationRecord.Challenge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationFormatTest {

    private static final Instant NOW = MutableClock.START.plusNanos(123_456_000);
    private static final Instant KEEP = NOW.plus(Duration.ofHours(1));

    private static VerificationRecord record() {
        Challenge challenge =
                Challenge.of(VerificationStoreUnderTest.challenge("n1", VerificationStoreUnderTest.ANN), NOW);
        return new VerificationRecord(
                List.of(challenge.confirmed(NOW, Duration.ofHours(2))), List.of("id"), 3, 2, NOW, KEEP);
    }

    @Test
    void readWhenWrittenThenEqual() {
        assertThat(VerificationFormat.read(VerificationFormat.write(record()), KEEP))
                .isEqualTo(record());
    }

    @Test
    void readWhenWrittenBeforeWrongCodesWereCountedThenNone() {
        String old = VerificationFormat.write(record()).replace("\"wrong\":2,", "");

        VerificationRecord read = VerificationFormat.read(old, KEEP);

        assertThat(old).doesNotContain("wrong");
        assertThat(read.wrong()).isZero();
        assertThat(read.challenges()).isEqualTo(record().challenges());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{}", "{\"v\":2}", "{\"v\":1}", "[1]", "{\"v\":1,\"window\":\"secret\"}"})
    void readWhenDamagedThenRefusedWithoutItsText(String text) {
        assertThatThrownBy(() -> VerificationFormat.read(text, KEEP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @Test
    void readWhenChallengeIsDamagedThenRefused() {
        String text = VerificationFormat.write(record());

        assertThatThrownBy(() -> VerificationFormat.read(text.replace("\"nonce\"", "\"once\""), KEEP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VerificationFormat.read(text.replace("CONFIRMED", "SURE"), KEEP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringWhenPrintedThenNoHashAndNoLogin() {
        assertThat(record() + " " + record().challenges() + " "
                        + VerificationStoreUnderTest.challenge("n1", VerificationStoreUnderTest.ANN))
                .doesNotContain("code-of", "link-of", "sealed");
    }
}
