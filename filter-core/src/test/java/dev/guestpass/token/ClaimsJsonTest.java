// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsJsonTest {

    private static final Claims MANIFOLD = Claims.of(Map.of(
            "text",
            "é\u2028\"\\\n😀",
            "yes",
            true,
            "whole",
            Long.MIN_VALUE,
            "half",
            -0.5,
            "tiny",
            Double.MIN_VALUE,
            "huge",
            Double.MAX_VALUE,
            "list",
            List.of(1, "two", List.of()),
            "object",
            Map.of("__proto__", 1)));

    @Test
    void readWhenWrittenBeforeThenEqual() {
        assertThat(ClaimsJson.read(ClaimsJson.write(MANIFOLD))).isEqualTo(MANIFOLD);
    }

    @Test
    void readWhenNestedNameIsLongThenEqual() {
        Claims claims = Claims.of(Map.of("object", Map.of("n".repeat(900), 1)));

        assertThat(ClaimsJson.read(ClaimsJson.write(claims))).isEqualTo(claims);
    }

    @Test
    void readWhenAsDeepAsClaimsMayBeThenEqual() {
        Claims claims = Claims.of(Map.of("deep", nestedLists(19)));

        assertThat(ClaimsJson.read(ClaimsJson.write(claims))).isEqualTo(claims);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 1_000, 100_000})
    void readWhenTooDeepThenRefused(int depth) {
        assertRefused("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "true",
                "\"text\"",
                "{",
                "}",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":/**/1}",
                "{\"a\":1}//",
                "{\"a\":\"\t\"}"
            })
    void readWhenNoJsonObjectThenRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"a\":[{\"b\":1,\"b\":2}]}"})
    void readWhenNameIsDoubledThenRefused(String text) {
        assertRefused(text);
    }

    /** "Az" and "BY" weigh the same in a hash by the factor 33, and so does whatever is put together of them. */
    @Test
    void readWhenNamesCollideThenReadAsAnyOthers() {
        String members = IntStream.range(0, 512)
                .mapToObj(i -> String.format("%9s", Integer.toBinaryString(i)))
                .map(bits -> bits.replaceAll("[ 0]", "Az").replace("1", "BY"))
                .map(name -> '"' + name + "\":1")
                .collect(Collectors.joining(","));

        assertThat(StrictJson.read(('{' + members + '}').getBytes(UTF_8))).hasSize(512);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999", "-1e999999999", "9223372036854775808", "1111111111111111111111111111111111111111"
            })
    void readWhenNumberIsBeyondBoundsThenRefused(String number) {
        assertRefused("{\"a\":" + number + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\\ud800\"}", "{\"a\":{\"\\ud800\":1}}"})
    void readWhenTextHoldsHalfSurrogatePairThenRefused(String text) {
        assertRefused(text);
    }

    @Test
    void readWhenTextIsOverlongUtf8ThenRefused() {
        assertRefused(bytes('{', '"', 'a', '"', ':', '"', 0xC1, 0x81, '"', '}'));
    }

    @Test
    void readWhenTextIsSurrogateInUtf8ThenRefused() {
        assertRefused(bytes('{', '"', 'a', '"', ':', '"', 0xED, 0xA0, 0x80, '"', '}'));
    }

    @Test
    void readWhenTextIsLatin1ThenRefused() {
        assertRefused(bytes('{', '"', 'a', '"', ':', '"', 0xE9, '"', '}'));
    }

    @Test
    void readWhenTextIsUtf16ThenRefused() {
        assertRefused("{\"a\":1}".getBytes(UTF_16BE));
    }

    @Test
    void readWhenTextBeginsWithByteOrderMarkThenRefused() {
        assertRefused("\uFEFF{\"a\":1}");
    }

    @Test
    void readWhenTypeIsNamedThenItIsAnOrdinaryMember() {
        byte[] json = "{\"o\":{\"@class\":\"java.net.URL\",\"val\":\"http://attacker.example\"}}".getBytes(UTF_8);

        assertThat(ClaimsJson.read(json).object("o").orElseThrow()).containsEntry("@class", "java.net.URL");
    }

    @Test
    void readChangeWhenNullThenRemoves() {
        ClaimsChange change = ClaimsJson.readChange("{\"a\":1,\"b\":null}".getBytes(UTF_8));

        assertThat(change.applyTo(Claims.of(Map.of("b", 2, "c", 3)))).isEqualTo(Claims.of(Map.of("a", 1, "c", 3)));
    }

    @Test
    void sizeWhenNotAsciiThenCountsBytes() {
        assertThat(ClaimsJson.size(Claims.of(Map.of("a", "é")))).isEqualTo(10);
    }

    private static Object nestedLists(int depth) {
        List<Object> list = new ArrayList<>();
        if (depth > 1) {
            list.add(nestedLists(depth - 1));
        }
        return list;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static void assertRefused(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    private static void assertRefused(byte[] json) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimsJson.read(json));
    }
}
