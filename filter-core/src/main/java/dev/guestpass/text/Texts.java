// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Texts in one language. Immutable. */
public final class Texts {

    private final Map<String, String> patterns;
    private final String suffix;

    Texts(Map<String, String> patterns, String suffix) {
        this.patterns = Map.copyOf(patterns);
        this.suffix = suffix;
    }

    /**
     * Returns a text.
     *
     * @param key its name
     * @param arguments what is put in the place of {@code {0}}, {@code {1}} and so on; numbers as in {@link Locale#ROOT}
     * @return the text
     * @throws IllegalArgumentException if there is none, or it is no {@link MessageFormat}
     */
    public String get(String key, Object... arguments) {
        return find(key, arguments).orElseThrow(() -> new IllegalArgumentException("There is no text " + key));
    }

    /**
     * Returns a text that there may be.
     *
     * @param key its name
     * @param arguments as for {@link #get}
     * @return the text, or empty if there is none
     * @throws IllegalArgumentException if it is no {@link MessageFormat}
     */
    public Optional<String> find(String key, Object... arguments) {
        return Optional.ofNullable(patterns.get(key))
                .map(pattern -> new MessageFormat(pattern, Locale.ROOT).format(arguments));
    }

    /**
     * Returns the language of the nearest file.
     *
     * @return a tag such as {@code de}; {@code en} for the file of all others
     */
    public String language() {
        return suffix.isEmpty() ? "en" : suffix.split("_", -1)[1];
    }
}
