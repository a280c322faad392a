// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedSecretsTest {

    private final MutableClock clock = new MutableClock();

    private DerivedSecrets of(SigningKey... keys) {
        KeyRing ring = KeyRing.of(List.of(keys), TestKeys.PROJECT_ID);
        return new DerivedSecrets(new LiveKeyRing(StaticKeySource.of(ring), clock), "test", clock);
    }

    private DerivedSecret secret() {
        return of(TestKeys.rsa(), TestKeys.secret()).current();
    }

    @Test
    void hashWhenSameKeyThenSameHash() {
        assertThat(secret().hash("a", "b")).isEqualTo(secret().hash("a", "b")).matches("[A-Za-z0-9_-]{43}");
        assertThat(secret().matches(secret().hash("a", "b"), "a", "b")).isTrue();
        assertThat(secret().matches(secret().hash("a", "b"), "a", "c")).isFalse();
        assertThat(secret().matches("short", "a", "b")).isFalse();
    }

    @Test
    void hashWhenPartsEndElsewhereThenOtherHash() {
        assertThat(secret().hash("ab", "c"))
                .isNotEqualTo(secret().hash("a", "bc"))
                .isNotEqualTo(secret().hash("abc"));
    }

    @Test
    void hashWhenOtherKeyOrPurposeThenOtherHash() {
        SigningKey other = TestKeys.generate(Algorithm.HS256);
        LiveKeyRing ring = new LiveKeyRing(TestKeys.source(), clock);

        assertThat(secret().hash("a"))
                .isNotEqualTo(of(other).current().hash("a"))
                .isNotEqualTo(new DerivedSecrets(ring, "else", clock).current().hash("a"));
    }

    @Test
    void openWhenSealedThenSameTextForThatContextAlone() {
        String sealed = secret().seal("Zoë", "here");

        assertThat(secret().open(sealed, "here")).contains("Zoë");
        assertThat(secret().open(sealed, "there")).isEmpty();
        assertThat(of(TestKeys.generate(Algorithm.HS256)).current().open(sealed, "here"))
                .isEmpty();
        assertThat(secret().seal("Zoë", "here")).isNotEqualTo(sealed);
    }

    @Test
    void openWhenDamagedThenEmpty() {
        String sealed = secret().seal("text", "here");
        char changed = sealed.charAt(20) == 'A' ? 'B' : 'A';

        for (String damaged : List.of(
                "",
                "A",
                "not base64!",
                sealed.substring(4),
                sealed.substring(0, 20) + changed + sealed.substring(21))) {
            assertThat(secret().open(damaged, "here")).as(damaged).isEmpty();
        }
    }

    @Test
    void currentWhenKeysTakeTurnsThenYoungestThatSigns() {
        SigningKey old = TestKeys.secret();
        SigningKey next =
                TestKeys.generate(Algorithm.HS256).withTerm(clock.instant().plusSeconds(60), null);
        DerivedSecrets secrets = of(TestKeys.rsa(), old, next);

        assertThat(secrets.current().keyId()).isEqualTo(old.id());
        clock.advance(Duration.ofSeconds(60));
        assertThat(secrets.current().keyId()).isEqualTo(next.id());
        assertThat(secrets.of(old.id()).orElseThrow().keyId()).isEqualTo(old.id());
        assertThat(secrets.all()).extracting(DerivedSecret::keyId).containsExactlyInAnyOrder(old.id(), next.id());
    }

    @Test
    void allWhenTheFirstSecretKeyTakesOverThenThatOfBeforeStaysForADay() {
        SigningKey first =
                TestKeys.generate(Algorithm.HS256).withTerm(clock.instant().plusSeconds(60), null);
        DerivedSecrets secrets = of(TestKeys.rsa(), first);
        String before = secrets.current().keyId();

        assertThat(secrets.all()).extracting(DerivedSecret::keyId).contains(before);
        clock.advance(Duration.ofSeconds(61));
        assertThat(secrets.current().keyId()).isEqualTo(first.id()).isNotEqualTo(before);
        assertThat(secrets.all()).extracting(DerivedSecret::keyId).contains(before, first.id());
        clock.advance(Duration.ofDays(1));
        assertThat(secrets.all()).extracting(DerivedSecret::keyId).containsExactly(first.id());
    }

    @Test
    void allWhenTheSecretKeyIsNewAndSignsAtOnceThenThatOfBeforeStaysForADay() {
        SigningKey first = TestKeys.generate(Algorithm.HS256, clock.instant());
        DerivedSecrets secrets = of(TestKeys.rsa(), first);

        assertThat(secrets.all())
                .extracting(DerivedSecret::keyId)
                .containsExactlyInAnyOrder(TestKeys.rsa().id(), first.id());
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(secrets.all()).extracting(DerivedSecret::keyId).containsExactly(first.id());
    }

    @Test
    void ofWhenKeyIsRetiredOrGoneThenEmpty() {
        SigningKey retired = TestKeys.generate(Algorithm.HS256).withTerm(null, clock.instant());
        DerivedSecrets secrets = of(TestKeys.secret(), retired);

        assertThat(secrets.of(retired.id())).isEmpty();
        assertThat(secrets.of("unknown")).isEmpty();
        assertThat(secrets.all()).hasSize(1);
    }

    @Test
    void currentWhenThereIsNoSecretKeyThenPrivateOne() {
        assertThat(of(TestKeys.rsa()).current().keyId())
                .isEqualTo(TestKeys.rsa().id());
        assertThat(of(TestKeys.ec()).current().hash("a"))
                .isNotEqualTo(of(TestKeys.rsa()).current().hash("a"));
    }

    @Test
    void currentWhenNoKeySignsYetThenSaysSo() {
        SigningKey next =
                TestKeys.generate(Algorithm.HS256).withTerm(clock.instant().plusSeconds(60), null);
        DerivedSecrets secrets = of(next);

        assertThatThrownBy(secrets::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void toStringWhenPrintedThenNoSecret() {
        assertThat(secret()).hasToString("DerivedSecret[" + TestKeys.secret().id() + "]");
    }
}
