// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.Claims;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimLimitsTest {

    private static final ClaimLimits LIMITS = ClaimLimits.DEFAULT;

    @Test
    void violationWhenClaimsAreEmptyThenNone() {
        assertThat(LIMITS.violation(Claims.empty())).isEmpty();
    }

    @Test
    void violationWhenExactlyAsManyBytesAsAllowedThenNone() {
        assertThat(LIMITS.violation(ofBytes(1_024))).isEmpty();
    }

    @Test
    void violationWhenOneByteTooManyThenNamesTheLargest() {
        assertThat(LIMITS.violation(ofBytes(1_025)))
                .contains("The claims take 1025 bytes, 1024 are allowed; the largest is \"large\"");
    }

    @Test
    void violationWhenCharactersTakeMoreBytesThenCountsBytes() {
        Claims claims = Claims.of(Map.of("text", "é".repeat(600)));

        assertThat(LIMITS.violation(claims)).isPresent();
    }

    @Test
    void violationWhenCharactersAreEscapedThenCountsEscapes() {
        Claims claims = Claims.of(Map.of("text", "\"".repeat(600)));

        assertThat(LIMITS.violation(claims)).isPresent();
    }

    @Test
    void violationWhen64NamesThenNone() {
        assertThat(LIMITS.violation(ofNames(64))).isEmpty();
    }

    @Test
    void violationWhen65NamesThenSaysHowMany() {
        assertThat(LIMITS.violation(ofNames(65))).contains("There are 65 claims, 64 are allowed");
    }

    @Test
    void violationWhenFiveDeepThenNone() {
        assertThat(LIMITS.violation(Claims.of(Map.of("deep", nested(5))))).isEmpty();
    }

    @Test
    void violationWhenSixDeepThenNamesTheClaim() {
        assertThat(LIMITS.violation(Claims.of(Map.of("deep", nested(6)))))
                .contains("The claim \"deep\" is nested more than 5 deep");
    }

    @Test
    void violationWhenValueIsLongThenDoesNotRepeatIt() {
        Claims claims = Claims.of(Map.of("secret", "hunter2".repeat(200)));

        assertThat(LIMITS.violation(claims))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("hunter2"));
    }

    @Test
    void fittingWhenClaimsFitThenAllStay() {
        assertThat(LIMITS.fitting(ofBytes(1_024))).isEqualTo(ofBytes(1_024));
    }

    @Test
    void fittingWhenTooLargeThenLeavesOutTheLargestFirst() {
        Claims claims = Claims.of(Map.of("a", "x".repeat(500), "b", "x".repeat(600), "c", "x".repeat(400)));

        assertThat(LIMITS.fitting(claims).names()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void fittingWhenTooDeepThenLeavesItOut() {
        Claims claims = Claims.of(Map.of("deep", nested(6), "flat", 1));

        assertThat(LIMITS.fitting(claims)).isEqualTo(Claims.of(Map.of("flat", 1)));
    }

    @Test
    void fittingWhenTooManyNamesThenAsManyAsAllowedStay() {
        assertThat(LIMITS.fitting(ofNames(100)).names()).hasSize(64);
    }

    @Test
    void fittingWhenNothingFitsThenEmpty() {
        Claims claims = Claims.of(Map.of("a", "too long for two bytes"));

        assertThat(new ClaimLimits(2, 1, 1).fitting(claims)).isEqualTo(Claims.empty());
    }

    @ParameterizedTest
    @CsvSource({"1,5,64", "2049,5,64", "-1,5,64", "1024,0,64", "1024,5,0"})
    void newWhenOutOfRangeThenRefused(int bytes, int depth, int names) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClaimLimits(bytes, depth, names));
    }

    @Test
    void tooLargeWhenThrownThenSaysWhatToDo() {
        assertThat(new ClaimsTooLargeException("Too large")).hasMessageContaining("Keep the data in your own table");
    }

    private static Claims ofBytes(int bytes) {
        String rest = "{\"large\":\"\",\"small\":1}";
        return Claims.of(Map.of("small", 1, "large", "x".repeat(bytes - rest.length())));
    }

    private static Claims ofNames(int count) {
        Map<String, Object> claims = new HashMap<>();
        for (int i = 0; i < count; i++) {
            claims.put("n" + i, 1);
        }
        return Claims.of(claims);
    }

    private static Object nested(int depth) {
        return depth == 1 ? 1 : List.of(nested(depth - 1));
    }

    @Test
    void violationWhenTenantTakesTheRestThenNoneAndOneByteMoreIsTooMuch() {
        Claims claims = Claims.of(Map.of("a", "1")); // {"a":"1"} and {"dct":"t"}
        ClaimLimits exact = new ClaimLimits(1_024, 5, 64, 9 + 11);

        assertThat(exact.violation(claims, "t")).isEmpty();
        assertThat(exact.violation(claims, "tt"))
                .hasValueSatisfying(text -> assertThat(text).contains("take 21 bytes", "20 are left"));
        assertThat(exact.violation(claims, null)).isEmpty();
    }

    @Test
    void violationWhenClaimsAloneAreTooLargeThenThatIsSaidWhateverTheTenant() {
        ClaimLimits small = new ClaimLimits(8, 5, 64, 1_000);

        assertThat(small.violation(Claims.of(Map.of("a", "12")), "t"))
                .isPresent()
                .isEqualTo(small.violation(Claims.of(Map.of("a", "12"))));
    }

    @Test
    void fittingWhenExactlyAsDeepAsAllowedThenItStays() {
        Claims claims = Claims.of(Map.of("deep", nested(5)));

        assertThat(LIMITS.fitting(claims)).isEqualTo(claims);
    }
}
