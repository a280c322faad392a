// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    @Test
    void ofWhenSourceChangesLaterThenClaimsDoNot() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> source = new HashMap<>(Map.of("list", list));
        Claims claims = Claims.of(source);

        list.add("b");
        source.put("other", 1);

        assertThat(claims).isEqualTo(Claims.of(Map.of("list", List.of("a"))));
    }

    @Test
    void asMapWhenChangedThenRefused() {
        Claims claims = claim(Map.of("inner", 1));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> claims.asMap().put("x", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> claims.object("c").orElseThrow().put("x", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> claims.names().clear());
    }

    @Test
    void listWhenChangedThenRefused() {
        List<Object> list = claim(List.of(1)).list("c").orElseThrow();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add(2));
    }

    @Test
    void ofWhenValueIsNullThenAbsent() {
        assertThat(Claims.of(Collections.singletonMap("c", null))).isEqualTo(Claims.empty());
        assertThat(Claims.empty().isEmpty()).isTrue();
    }

    @Test
    void ofWhenNestedValueIsNullThenKept() {
        assertThat(claim(Arrays.asList("a", null)).list("c").orElseThrow()).containsExactly("a", null);
        assertThat(claim(Collections.singletonMap("n", null)).object("c").orElseThrow())
                .containsEntry("n", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_", "A1", "x.y", "x:y", "x-y"})
    void ofWhenNameIsOneThenAccepted(String name) {
        assertThat(Claims.of(Map.of(name, 1)).names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1a",
                "-a",
                ".a",
                "a b",
                "a\n",
                "a\r\nSet-Cookie",
                "<b>",
                "é",
                "a\u0000",
                "a$",
                "https://a"
            })
    void ofWhenNameIsNoneThenRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Claims.of(Map.of(name, 1)));
    }

    @Test
    void ofWhenNameHas64CharactersThenTheLongestAllowed() {
        assertThat(Claims.of(Map.of("n".repeat(64), 1)).isEmpty()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Claims.of(Map.of("n".repeat(65), 1)));
    }

    @Test
    void ofWhenNumbersAreWholeThenLong() {
        assertThat(claim(7)).isEqualTo(claim(7L)).isEqualTo(claim((short) 7)).isEqualTo(claim((byte) 7));
        assertThat(claim(BigInteger.valueOf(Long.MAX_VALUE)).integer("c")).contains(Long.MAX_VALUE);
    }

    @Test
    void ofWhenNumbersAreNotWholeThenDouble() {
        assertThat(claim(0.5f).number("c")).contains(0.5);
        assertThat(claim(new BigDecimal("0.25")).number("c")).contains(0.25);
        assertThat(claim(7.0).integer("c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void ofWhenNumberIsNoneThatJsonHasThenRefused(double number) {
        assertThatIllegalArgumentException().isThrownBy(() -> claim(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809"})
    void ofWhenWholeNumberIsBeyond64BitsThenRefused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> claim(new BigInteger(number)));
    }

    @Test
    void ofWhenDecimalIsBeyondDoubleThenRefusedWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claim(new BigDecimal("4711e999999")))
                .withMessageNotContaining("4711");
    }

    @Test
    void ofWhenTextIsACharSequenceThenString() {
        assertThat(claim(CharBuffer.wrap("abc")).string("c")).contains("abc");
    }

    @Test
    void ofWhenTextHoldsWholeSurrogatePairsThenAccepted() {
        assertThat(claim("a😀b😀").string("c")).contains("a😀b😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "\uDC00", "a\uD83D", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83D\uDE00\uDE00"})
    void ofWhenTextHoldsHalfSurrogatePairThenRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> claim(text));
        assertThatIllegalArgumentException().isThrownBy(() -> claim(Map.of(text, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> claim(List.of(text)));
    }

    @Test
    void ofWhenCollectionIsNoListThenListInItsOrder() {
        assertThat(claim(new LinkedHashSet<>(List.of(3, 1, 2))).list("c").orElseThrow())
                .containsExactly(3L, 1L, 2L);
    }

    @Test
    void ofWhenValueIsNoJsonThenRefusedByTypeWithoutTheValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claim(new StringHolder("hunter2")))
                .withMessageContaining("StringHolder")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void ofWhenNested20DeepThenAccepted() {
        assertThat(claim(nested(20)).list("c")).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> claim(nested(21)));
    }

    @Test
    void ofWhenEmptyListIs20DeepThenRefusedBecauseNobodyCouldReadIt() {
        Object list = List.of();
        for (int depth = 1; depth < 19; depth++) {
            list = List.of(list);
        }
        Object deepest = list;

        assertThat(claim(deepest).list("c")).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> claim(List.of(deepest)));
    }

    @Test
    void ofWhenListHoldsItselfThenRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatIllegalArgumentException().isThrownBy(() -> claim(endless));
    }

    @Test
    void gettersWhenTypeIsAnotherThenEmpty() {
        Claims claims = claim("text");

        assertThat(claims.integer("c")).isEmpty();
        assertThat(claims.number("c")).isEmpty();
        assertThat(claims.bool("c")).isEmpty();
        assertThat(claims.list("c")).isEmpty();
        assertThat(claims.object("c")).isEmpty();
        assertThat(claim(1).string("c")).isEmpty();
    }

    @Test
    void gettersWhenTypeIsRightThenValue() {
        assertThat(claim(true).bool("c")).contains(true);
        assertThat(claim(3).integer("c")).contains(3L);
        assertThat(claim(3).number("c")).contains(3.0);
        assertThat(claim(Map.of("n", 1)).object("c")).contains(Map.of("n", 1L));
        assertThat(Claims.empty().string("c")).isEmpty();
    }

    @Test
    void toStringWhenValuesArePersonalThenShowsNamesAlone() {
        assertThat(claim("alice@example.com")).hasToString("Claims[c]");
    }

    @Test
    void equalsWhenOrderDiffersThenEqual() {
        Claims one = Claims.of(new TreeMap<>(Map.of("a", 1, "b", 2)));
        Claims other = Claims.of(new TreeMap<>(Map.of("a", 1, "b", 2)).descendingMap());

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(Claims.empty());
    }

    private static Claims claim(Object value) {
        return Claims.of(Map.of("c", value));
    }

    private static Object nested(int depth) {
        return depth == 1 ? 1 : List.of(nested(depth - 1));
    }

    private record StringHolder(String value) {}
}
