// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Finds paths that a mapping answers and that another pattern covers too. What the mapping leaves open is filled with what
 * that pattern says at the same place: {@code /{area}/orders} answers {@code /account/orders}, which {@code /account/**} covers.
 */
record SamplePath(String mapping) {

    /** For what nobody says: numbers first, as most that have a format are. */
    private static final List<String> FILLERS =
            List.of("1", "a", "A", "2020-01-01", "00000000-0000-0000-0000-000000000000");

    static SamplePath of(String mapping) {
        return new SamplePath(mapping.startsWith("/") ? mapping : '/' + mapping);
    }

    Optional<String> under(PathPattern pattern) {
        List<String> samples = FILLERS.stream()
                .flatMap(filler -> Stream.of(plain(filler), aligned(parts(pattern.getPatternString()), filler)))
                .filter(path -> pattern.matches(PathContainer.parsePath(path)))
                .toList();
        // One that no filler fits is sent all the same: what is not found counts as reached.
        return samples.stream()
                .filter(this::isAnswered)
                .findFirst()
                .or(() -> samples.stream().filter(plain(FILLERS.get(0))::equals).findFirst());
    }

    private boolean isAnswered(String path) {
        try {
            return PathPatternParser.defaultInstance.parse(mapping).matches(PathContainer.parsePath(path));
        } catch (PatternParseException e) {
            // Of the older kind of patterns.
            return false;
        }
    }

    private String plain(String filler) {
        return filled(mapping, filler);
    }

    private String aligned(List<String> asked, String filler) {
        List<String> path = new ArrayList<>();
        List<String> mine = parts(mapping);
        for (int i = 0; i < mine.size(); i++) {
            if (isRest(mine.get(i))) {
                List<String> rest = asked.subList(Math.min(i, asked.size()), asked.size());
                (rest.isEmpty() ? List.of(filler) : rest).forEach(part -> path.add(filled(part, filler)));
                return '/' + String.join("/", path);
            }
            path.add(part(mine.get(i), i < asked.size() ? asked.get(i) : null, filler));
        }
        return '/' + String.join("/", path);
    }

    private static String part(String mine, @Nullable String asked, String filler) {
        boolean isOpen = !filled(mine, "").equals(mine);
        boolean isSaid = asked != null && filled(asked, "").equals(asked);
        return isOpen && isSaid ? String.valueOf(asked) : filled(mine, filler);
    }

    private static boolean isRest(String part) {
        return part.equals("**") || part.startsWith("{*");
    }

    /** A slash within braces is part of a regular expression. */
    private static List<String> parts(String pattern) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 1;
        for (int i = 1; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '/' && depth == 0) {
                parts.add(pattern.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(pattern.substring(Math.min(begin, pattern.length())));
        return parts;
    }

    private static String filled(String pattern, String filler) {
        return pattern.replaceAll("\\{\\*[^}]*}", filler)
                .replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", filler)
                .replaceAll("\\*+", filler)
                .replaceAll("\\?", filler.isEmpty() ? "" : "1");
    }
}
