// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The reference of all settings is written from what editors know of them, so that it can not say anything else. */
class ConfigurationDocumentTest {

    private static final String HEAD = """
            # Settings

            Made from the descriptions in `GuestpassProperties` by `ConfigurationDocumentTest`; to write it anew:
            `mvn test -pl filter-spring -Dtest=ConfigurationDocumentTest -Dguestpass.docs.write=true`.

            Each is a Spring property, a system property, a filter or context init-parameter of a WAR, or an environment variable
            (`guestpass.session.lifetime` is `GUESTPASS_SESSION_LIFETIME`). Times are written as `30s`, `10m`, `12h`, `28d` or
            `PT10M`; lists are separated by commas. A name that is none of these, or a value that can not be, stops the start with
            a text that names it and says where it was set.

            | name | takes | default | |
            |---|---|---|---|
            """;

    private static final String OUTSIDE = """

            Only outside Spring, where a framework does not know it already:

            | name | |
            |---|---|
            """;

    @Test
    void documentWhenComparedToTheDescriptionsThenUpToDate() throws IOException {
        Path file = file();
        if (Boolean.getBoolean("guestpass.docs.write")) {
            Files.writeString(file, document());
        }

        assertThat(file).content().isEqualTo(document());
    }

    private static Path file() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs").resolve("configuration.md");
    }

    private static String document() {
        String rows = Metadata.properties().entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(joining());
        String others = new TreeMap<>(Metadata.OUTSIDE_SPRING)
                .entrySet().stream()
                        .map(entry -> "| `%s` | %s |%n".formatted(entry.getKey(), entry.getValue()))
                        .collect(joining());
        return HEAD + rows + OUTSIDE + others;
    }

    private static String row(String name, JsonNode property) {
        String value = property.path("defaultValue").asText();
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        name,
                        takes(name, property.path("type").asText()),
                        value.isEmpty() ? "none" : '`' + value + '`',
                        property.path("description").asText().replace("|", "\\|"));
    }

    /** Not all constants of a type may be good for a setting: then a hint tells those that are. */
    private static String takes(String name, String type) {
        JsonNode hint = Metadata.hints().get(name);
        return hint != null && !hint.has("providers")
                ? StreamSupport.stream(hint.path("values").spliterator(), false)
                        .map(value -> '`' + value.path("value").asText() + '`')
                        .collect(joining(", "))
                : takes(type);
    }

    private static String takes(String type) {
        Map<String, String> plain = Map.of(
                "java.lang.String", "text",
                "java.lang.Boolean", "`true`, `false`",
                "java.lang.Integer", "number",
                "java.time.Duration", "time",
                "java.util.List<java.lang.String>", "list");
        return plain.containsKey(type) ? plain.get(type) : constants(type);
    }

    private static String constants(String type) {
        try {
            return Arrays.stream(Class.forName(type).getEnumConstants())
                    .map(value ->
                            '`' + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + '`')
                    .collect(joining(", "));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
