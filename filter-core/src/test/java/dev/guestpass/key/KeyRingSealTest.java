// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingSealTest {

    private static final byte[] CONTENT = "ann@example.com, a cart".getBytes(UTF_8);

    private final MutableClock clock = new MutableClock();
    private final KeyRingSeal seal = seal(TestKeys.ring(), "test");

    private KeyRingSeal seal(KeyRing ring, String purpose) {
        return new KeyRingSeal(new LiveKeyRing(StaticKeySource.of(ring), clock), purpose, clock, new SecureRandom());
    }

    private static KeyRing ring(SigningKey... keys) {
        return KeyRing.of(List.of(keys), TestKeys.PROJECT_ID);
    }

    private static Optional<String> text(Optional<byte[]> opened) {
        return opened.map(bytes -> new String(bytes, UTF_8));
    }

    @Test
    void openWhenSealedThenTheContent() {
        String sealed = seal.seal(CONTENT);

        assertThat(text(seal.open(sealed))).contains("ann@example.com, a cart");
        assertThat(sealed).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void sealWhenDoneTwiceThenNobodyCanTellThatItIsTheSame() {
        String one = seal.seal(CONTENT);
        String other = seal.seal(CONTENT);

        assertThat(one.substring(11)).isNotEqualTo(other.substring(11));
        assertThat(new String(Base64.getUrlDecoder().decode(one), UTF_8)).doesNotContain("ann", "cart");
    }

    @Test
    void openWhenAnyByteWasChangedThenNothing() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(CONTENT));

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("byte " + i)
                    .isEmpty();
        }
    }

    @Test
    void openWhenCutOffThenNothing() {
        String sealed = seal.seal(CONTENT);

        for (int length = 0; length < sealed.length(); length++) {
            assertThat(seal.open(sealed.substring(0, length))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=", "a", "ä", "%00", "eyJhbGciOiJub25lIn0.e30.", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void openWhenGarbageThenNothing(String garbage) {
        assertThat(seal.open(garbage)).isEmpty();
        assertThat(seal.open(garbage.repeat(20_000))).isEmpty();
    }

    @Test
    void openWhenWrittenInAnotherWayThenNothing() {
        String sealed = seal.seal(CONTENT);

        assertThat(seal.open(sealed + "=")).isEmpty();
        assertThat(seal.open(" " + sealed)).isEmpty();
        assertThat(seal.open(sealed.substring(0, 5) + "\n" + sealed.substring(5)))
                .isEmpty();
    }

    @Test
    void openWhenForAnotherPurposeThenNothing() {
        assertThat(seal(TestKeys.ring(), "other").open(seal.seal(CONTENT))).isEmpty();
    }

    @Test
    void openWhenOfAnotherDeploymentThenNothing() {
        KeyRing other = ring(TestKeys.rsa(), TestKeys.generate(Algorithm.HS256));

        assertThat(seal(other, "test").open(seal.seal(CONTENT))).isEmpty();
    }

    @Test
    void openWhenKeysRotatedThenStillOpenUntilTheOldKeyRetires() {
        SigningKey old = TestKeys.secret().withTerm(null, clock.instant().plus(Duration.ofDays(1)));
        SigningKey next = TestKeys.generate(Algorithm.HS256).withTerm(clock.instant(), null);
        KeyRingSeal rotated = seal(ring(TestKeys.rsa(), old, next), "test");

        String sealed = seal.seal(CONTENT);

        assertThat(text(rotated.open(sealed))).isPresent();
        assertThat(seal.open(rotated.seal(CONTENT))).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(rotated.open(sealed)).isEmpty();
    }

    @Test
    void sealWhenAKeyIsOnlyAnnouncedThenTheOldOneSealsAndBothOpen() {
        SigningKey next =
                TestKeys.generate(Algorithm.HS256).withTerm(clock.instant().plusSeconds(60), null);
        KeyRingSeal announced = seal(ring(TestKeys.rsa(), TestKeys.secret(), next), "test");
        assertThat(seal.open(announced.seal(CONTENT))).isPresent();

        clock.advance(Duration.ofSeconds(60));

        String sealed = announced.seal(CONTENT);
        assertThat(seal.open(sealed)).isEmpty();
        assertThat(announced.open(sealed)).isPresent();
    }

    @Test
    void sealWhenThereIsNoSecretThenAPrivateKeyServes() {
        for (SigningKey key : List.of(TestKeys.rsa(), TestKeys.ec())) {
            KeyRingSeal without = seal(ring(key), "test");

            assertThat(text(without.open(without.seal(CONTENT)))).isPresent();
            assertThat(seal.open(without.seal(CONTENT)).isPresent()).isEqualTo(key == TestKeys.rsa());
        }
    }
}
