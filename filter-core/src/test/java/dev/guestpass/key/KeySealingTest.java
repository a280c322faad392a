// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.MutableClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeySealingTest {

    private static final String OLD = "an old secret of 30 characters";
    private static final String NEW = "a new secret of 29 characters";
    private static final Instant NOW = MutableClock.START;
    private static final KeySealing SEALING = KeySealing.with(List.of(OLD));
    private static final SigningKey KEY = TestKeys.rsa().withTerm(NOW, NOW.plusSeconds(1));
    private static final SealedKey SEALED = SEALING.seal(KEY, TestKeys.PROJECT_ID);

    @Test
    void openWhenSealedThenSameKeys() {
        List<SealedKey> sealed = TestKeys.ring().keys().stream()
                .map(key -> SEALING.seal(key, TestKeys.PROJECT_ID))
                .toList();

        assertThat(TestKeys.jwkSet(SEALING.open(sealed, "The test"))).isEqualTo(TestKeys.jwkSet(TestKeys.ring()));
    }

    @Test
    void sealWhenCalledTwiceThenOtherBytesAndTheSameSalt() {
        SealedKey again = SEALING.seal(KEY, TestKeys.PROJECT_ID);

        assertThat(again.content()).isNotEqualTo(SEALED.content());
        assertThat(again.content().split("\\.", -1)[1])
                .isEqualTo(SEALED.content().split("\\.", -1)[1]);
    }

    static Stream<SealedKey> changed() {
        String content = SEALED.content();
        char last = content.charAt(content.length() - 5);
        String other = content.substring(0, content.length() - 5)
                + (last == 'A' ? 'B' : 'A')
                + content.substring(content.length() - 4);
        return Stream.of(
                with("other", Algorithm.RS256, NOW, NOW.plusSeconds(1), content),
                with(KEY.id(), Algorithm.ES256, NOW, NOW.plusSeconds(1), content),
                with(KEY.id(), Algorithm.RS256, null, NOW.plusSeconds(1), content),
                with(KEY.id(), Algorithm.RS256, NOW.plusSeconds(1), NOW.plusSeconds(1), content),
                with(KEY.id(), Algorithm.RS256, NOW, null, content),
                with(KEY.id(), Algorithm.RS256, NOW, NOW.plusSeconds(2), content),
                with(KEY.id(), Algorithm.RS256, NOW, NOW.plusSeconds(1), other),
                with(KEY.id(), Algorithm.RS256, NOW, NOW.plusSeconds(1), content.replaceFirst("\\.[^.]+", ".AAAA")),
                with(KEY.id(), Algorithm.RS256, NOW, NOW.plusSeconds(1), "v2" + content.substring(2)),
                with(KEY.id(), Algorithm.RS256, NOW, NOW.plusSeconds(1), ""),
                with(KEY.id(), Algorithm.RS256, NOW, NOW.plusSeconds(1), "v1.a.b.c"),
                with(KEY.id(), Algorithm.RS256, NOW, NOW.plusSeconds(1), "v1.é.é.é"));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void openWhenAnythingWasChangedThenRefused(SealedKey changed) {
        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> SEALING.open(List.of(changed), "The test"))
                .withMessageContaining(changed.id())
                .satisfies(e -> assertThat(e.toString()).doesNotContain(TestKeys.secrets()));
    }

    @Test
    void openWhenSecretIsAnotherThenSaysSo() {
        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> KeySealing.with(List.of(NEW)).open(List.of(SEALED), "The test"))
                .withMessageContainingAll("The test", "another secret")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(OLD, NEW));
    }

    @Test
    void openWhenOldSecretIsStillGivenThenOpensAndIsNotCurrent() {
        KeySealing both = KeySealing.with(List.of(NEW, OLD));

        assertThat(both.open(List.of(SEALED), "The test").keys()).hasSize(1);
        assertThat(both.isCurrent(SEALED)).isFalse();
        assertThat(both.isCurrent(both.seal(KEY, TestKeys.PROJECT_ID))).isTrue();
    }

    @Test
    void openWhenKeysAreOfTwoDeploymentsThenRefused() {
        SealedKey other = SEALING.seal(TestKeys.secret(), "P3abcdefghijklmnopqrstuvwxyz");

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> SEALING.open(List.of(SEALED, other), "The test"))
                .withMessageContaining("two deployments");
    }

    @Test
    void withWhenSecretIsShortThenRefusedAndNotShown() {
        assertThat(KeySealing.with(List.of("x".repeat(22)))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeySealing.with(List.of("x".repeat(21))))
                .withMessageContaining("22")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("xx"));
        assertThatIllegalArgumentException().isThrownBy(() -> KeySealing.with(List.of()));
    }

    @Test
    void sealWhenShownThenNothingOfTheKey() {
        assertThat(SEALED + SEALED.content()).doesNotContain(TestKeys.secrets());
    }

    private static SealedKey with(String id, Algorithm algorithm, Instant from, Instant to, String content) {
        return new SealedKey(id, algorithm, from, to, content);
    }
}
