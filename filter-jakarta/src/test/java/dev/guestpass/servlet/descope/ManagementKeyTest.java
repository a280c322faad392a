// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementKeyTest {

    private static final String KEY = "abcdefghijklmnopqrstuv";

    @Test
    void parseWhenPlainOrHashedThenTheSameKey() {
        ManagementKey plain = ManagementKey.parse(KEY);
        ManagementKey hashed = ManagementKey.parse("{sha256}" + ManagementKey.hex(KEY));
        ManagementKey upper =
                ManagementKey.parse("{sha256}" + ManagementKey.hex(KEY).toUpperCase(Locale.ROOT));

        assertThat(ManagementKey.parse("{SHA256}" + ManagementKey.hex(KEY))).isEqualTo(hashed);
        assertThat(plain).isEqualTo(hashed).isEqualTo(upper).hasSameHashCodeAs(hashed);
        assertThat(plain).isNotEqualTo(ManagementKey.parse(KEY + "w"));
        assertThat(plain.isHashedAs(ManagementKey.hash(KEY))).isTrue();
        assertThat(plain.isHashedAs(ManagementKey.hash(KEY + " "))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "abcdefghijklmnopqrstu",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabcabcabcabcabc",
                "with a blank in it 0123456",
                "with,a,comma,in,it,0123456",
                "with-a-l\u00e9tter-0123456789",
                "with-a-tab\t-0123456789012",
                "{sha256}",
                "{sha256}abc",
                "{sha256}zz5c4b3a2f1e0d9c8b7a695847362514f3e2d1c0b9a8978675645342312011ff",
                "{sha1}abcdefghijklmnopqrs\t",
                "{sha512}abcdefghijklmnopqrstuvwxyz",
                "{bcrypt}abcdefghijklmnopqrstuvwxyz",
                "{ sha256}abcdefghijklmnopqrstuvwxyz",
                "{SHA256}abcdefghijklmnopqrstuvwxyz",
                "abcdefghijkl.mnopqrstuv.wxyz0123"
            })
    void parseWhenItIsNoSafeKeyThenRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> ManagementKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains(text) || text.equals("{sha256}"))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "undefined", "None", ""})
    void parseWhenItIsTheHashOfNoKeyThenRefused(String word) {
        String hashed = "{sha256}" + ManagementKey.hex(word);

        assertThatThrownBy(() -> ManagementKey.parse(hashed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringWhenShownThenEightDigitsOfTheHash() {
        assertThat(ManagementKey.parse(KEY).toString())
                .isEqualTo("ManagementKey[" + ManagementKey.hex(KEY).substring(0, 8) + "]");
    }

    @Test
    void printWhenRunThenAKeyAndItsHash() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ManagementKeyGenerator.print(new PrintStream(out, true, UTF_8), new SecureRandom());

        List<String> lines = out.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("K[A-Za-z0-9_-]{43}");
        assertThat(ManagementKey.parse(lines.get(0))).isEqualTo(ManagementKey.parse(lines.get(1)));
    }

    @Test
    void parseWhenItHasTwoDotsThenTheTextSaysWhy() {
        assertThatThrownBy(() -> ManagementKey.parse("abcdefghijkl.mnopqrstuv.wxyz0123"))
                .hasMessageContaining("taken for a token");
        assertThat(ManagementKey.parse("abcdefghijkl.mnopqrstuvwxyz0123")).isNotNull();
        assertThat(ManagementKey.parse("abcdefghijkl.mn.opqrstuv.wxyz0123")).isNotNull();
    }
}
