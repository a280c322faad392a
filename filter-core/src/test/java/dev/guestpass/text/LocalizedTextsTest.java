// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalizedTextsTest {

    private final List<String> asked = new ArrayList<>();

    private final LocalizedTexts texts = texts(Map.of(
            "t.properties", "a=hello {0}\nb=bye",
            "t_de.properties", "a=Grüß dich {0}",
            "t_de_AT.properties", "b=servus",
            "t_zh_Hant_TW.properties", "b=再見"));

    private LocalizedTexts texts(Map<String, String> files) {
        ClassLoader application = new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                asked.add(name);
                String text = files.get(name);
                return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        };
        return new LocalizedTexts(LocalizedTextsTest.class, "none", application, "t");
    }

    @ParameterizedTest
    @CsvSource({
        "en, hello 1000, bye, en",
        "de, Grüß dich 1000, bye, de",
        "de-CH, Grüß dich 1000, bye, de",
        "de-AT, Grüß dich 1000, servus, de",
        "de-AT-x-lvariant-POSIX, Grüß dich 1000, servus, de",
        "zh-Hant-TW, hello 1000, 再見, zh",
        "und, hello 1000, bye, en"
    })
    void inWhenAskedForALanguageThenTheNearest(String tag, String a, String b, String language) {
        Texts found = texts.in(Locale.forLanguageTag(tag));

        assertThat(found.get("a", "1000")).isEqualTo(a);
        assertThat(found.get("b")).isEqualTo(b);
        assertThat(found.language()).isEqualTo(language);
    }

    @Test
    @SuppressWarnings("deprecation") // Only this constructor makes what it gets of it.
    void inWhenLocaleIsNoLanguageThenNoFileOfThatNameIsLookedFor() {
        texts.in(new Locale("../x", "../y", "z"));

        assertThat(asked).containsExactly("t.properties");
    }

    @Test
    void inWhenClientsInventLanguagesThenFewAreKept() {
        for (int region = 0; region < 1_000; region++) {
            texts.in(Locale.forLanguageTag("de-" + String.format(Locale.ROOT, "%03d", region)));
        }

        assertThat(texts.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void getWhenThereIsNoneThenItIsNamed() {
        Texts found = texts.in(Locale.ENGLISH);

        assertThat(found.find("c")).isEmpty();
        assertThatThrownBy(() -> found.get("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("c");
    }
}
