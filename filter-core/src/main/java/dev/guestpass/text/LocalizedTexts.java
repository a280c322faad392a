// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts from properties files (UTF-8): ours, and those of the application, which win. In both, {@code name_de_AT.properties}
 * comes before {@code name_de} and that before {@code name}.
 *
 * <p>It is no {@link java.util.ResourceBundle}, because that keeps a note for ever of each language that it was asked for in
 * vain, and it is clients who ask. Safe for use by several threads.
 */
public final class LocalizedTexts {

    private static final int MOST_KEPT = 100;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}|[0-9]{3}");
    private static final Pattern SCRIPT = Pattern.compile("[A-Z][a-z]{3}");

    private final TextFiles ours;
    private final TextFiles applications;
    private final Cache<List<String>, Texts> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    /**
     * Names the files. None of them is read before it is asked for.
     *
     * @param owner a class beside our own files
     * @param ours their name, without language and ending
     * @param application finds the application's files
     * @param own their name
     */
    public LocalizedTexts(Class<?> owner, String ours, ClassLoader application, String own) {
        this.ours = new TextFiles(owner::getResourceAsStream, ours);
        this.applications = new TextFiles(application::getResourceAsStream, own);
    }

    /**
     * Returns the texts in a language, each in the nearest there is.
     *
     * @param wanted the language, of whatever a client made of it
     * @return the texts
     * @throws java.io.UncheckedIOException if a file can not be read
     * @throws IllegalArgumentException if a file is malformed
     */
    public Texts in(Locale wanted) {
        return kept.get(suffixes(wanted), this::read);
    }

    /** What there may be files for, from the language of all others to that which was asked for. */
    private static List<String> suffixes(Locale wanted) {
        List<String> suffixes = new ArrayList<>(List.of(""));
        String language = "_" + wanted.getLanguage();
        if (LANGUAGE.matcher(wanted.getLanguage()).matches()) {
            suffixes.add(language);
            boolean hasRegion = REGION.matcher(wanted.getCountry()).matches();
            if (hasRegion) {
                suffixes.add(language + "_" + wanted.getCountry());
            }
            if (SCRIPT.matcher(wanted.getScript()).matches()) {
                suffixes.add(language + "_" + wanted.getScript());
                if (hasRegion) {
                    suffixes.add(language + "_" + wanted.getScript() + "_" + wanted.getCountry());
                }
            }
        }
        return suffixes;
    }

    private Texts read(List<String> suffixes) {
        Map<String, String> texts = new HashMap<>();
        Optional<String> nearest = ours.readInto(texts, suffixes);
        Optional<String> nearestOwn = applications.readInto(texts, suffixes);
        return new Texts(texts, nearestOwn.or(() -> nearest).orElse(""));
    }

    long size() {
        kept.cleanUp();
        return kept.estimatedSize();
    }
}
