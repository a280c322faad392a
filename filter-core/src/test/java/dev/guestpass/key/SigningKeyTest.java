// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyTest {

    private static final byte[] INPUT = "input".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void verifyWhenKeySignedThenTrueForThatInputAlone(Algorithm algorithm) {
        SigningKey key = key(algorithm);
        byte[] signature = key.sign(INPUT);

        assertThat(key.verify(INPUT, signature)).isTrue();
        assertThat(key.verify("Input".getBytes(UTF_8), signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void verifyWhenAnyBitIsFlippedThenFalse(Algorithm algorithm) {
        assertNoByteCanBeAnother(key(algorithm));
    }

    @ParameterizedTest
    @EnumSource
    void verifyWhenLengthIsWrongThenFalse(Algorithm algorithm) {
        SigningKey key = key(algorithm);
        int length = key.sign(INPUT).length;

        assertThat(key.verify(INPUT, new byte[0])).isFalse();
        assertThat(key.verify(INPUT, new byte[length - 1])).isFalse();
        assertThat(key.verify(INPUT, new byte[length])).isFalse();
        assertThat(key.verify(INPUT, new byte[length + 1])).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void headerWhenAskedThenAlgKidTyp(Algorithm algorithm) {
        SigningKey key = key(algorithm);

        assertThat(new String(Base64.getUrlDecoder().decode(key.header()), UTF_8))
                .isEqualTo("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + key.id() + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void isRetiredWhenExpiryPassesThenFromThatInstantOn() {
        Instant end = MutableClock.START;
        SigningKey key = TestKeys.retiresAt(TestKeys.rsa(), "a", end);

        assertThat(key.isRetired(end.minusSeconds(1))).isFalse();
        assertThat(key.isRetired(end)).isTrue();
        assertThat(key.isRetired(end.plusSeconds(1))).isTrue();
        assertThat(TestKeys.rsa().isRetired(Instant.MAX)).isFalse();
    }

    static void assertNoByteCanBeAnother(SigningKey key) {
        byte[] signature = key.sign(INPUT);

        for (int i = 0; i < signature.length; i++) {
            byte[] forged = signature.clone();
            forged[i] ^= 1;
            assertThat(key.verify(INPUT, forged)).isFalse();
        }
    }

    private static SigningKey key(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> TestKeys.rsa();
            case ES256 -> TestKeys.ec();
            case HS256 -> TestKeys.secret();
        };
    }
}
