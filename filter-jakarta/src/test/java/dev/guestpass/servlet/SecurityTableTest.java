// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/security.md to the tests that it names. */
class SecurityTableTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([TCRVMFI]\\d+) \\|.*\\|$");

    private static String table() throws IOException {
        return Files.readString(ROOT.resolve("docs/security.md"));
    }

    /** All test sources by the name of their class; some modules have classes of one name. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        for (String module : List.of("filter-core", "filter-jakarta", "filter-spring", "samples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().matches(".*/src/test/java/.*(Test|Contract)\\.java"))
                        .forEach(file -> tests.merge(name(file), read(file), String::concat));
            }
        }
        return tests;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids(String letter, int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(number -> letter.equals("I") ? letter + number : String.format("%s%02d", letter, number))
                .toList();
    }

    @Test
    void securityWhenItNamesATestThenThatTestExists() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();

        Matcher named = NAMED.matcher(table());
        while (named.find()) {
            String source = tests.getOrDefault(named.group(1), "");
            boolean isThere =
                    named.group(2) == null ? !source.isEmpty() : source.contains("void " + named.group(2) + "(");
            if (!isThere) {
                missing.add(named.group());
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void securityWhenReadThenOneRowForEachThreatAndEachNamesATest() throws IOException {
        List<String> rows = new ArrayList<>();
        Matcher row = ROW.matcher(table());
        while (row.find()) {
            rows.add(row.group(1));
            assertThat(NAMED.matcher(row.group()).find()).as(row.group(1)).isTrue();
        }

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(
                                ids("T", 17),
                                ids("C", 15),
                                ids("R", 13),
                                ids("V", 12),
                                ids("M", 6),
                                ids("F", 22),
                                ids("I", 8))
                        .flatMap(List::stream)
                        .toList());
    }
}
