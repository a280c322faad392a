// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Properties files of one name in several languages.
 *
 * @param opener finds a file; {@code null} if there is none
 * @param name their name, without language and ending
 */
record TextFiles(Function<String, @Nullable InputStream> opener, String name) {

    /** Reads what there is, so that later ones win, and tells the last one that there was. */
    Optional<String> readInto(Map<String, String> texts, List<String> suffixes) {
        String nearest = null;
        for (String suffix : suffixes) {
            if (readInto(texts, suffix)) {
                nearest = suffix;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private boolean readInto(Map<String, String> texts, String suffix) {
        try (InputStream in = opener.apply(name + suffix + ".properties")) {
            if (in == null) {
                return false;
            }
            Properties file = new Properties();
            file.load(new InputStreamReader(in, UTF_8));
            file.stringPropertyNames().forEach(key -> texts.put(key, file.getProperty(key)));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
