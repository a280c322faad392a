// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the documentation shows compiles, sets what there is, and leads somewhere. */
class DocumentationTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");

    static Stream<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(files, Stream.of(ROOT.resolve("README.md")))
                    .map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<String> snippets(String document, String language) throws IOException {
        // Those in lists are indented.
        Pattern fenced = Pattern.compile("(?ms)^( *)```" + language + "\n(.*?)^ *```");
        return fenced.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map(found -> found.group(2).replaceAll("(?m)^" + found.group(1), ""))
                .toList();
    }

    /** The documents whose code needs no more than this sample has; those of Descope's SDKs are tested with these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/getting-started.md",
                "docs/concepts.md",
                "docs/recipes.md",
                "docs/operations.md",
                "docs/spring.md",
                "docs/spring-security.md",
                "docs/containers.md",
                "docs/verification.md"
            })
    void javaWhenCompiledThenHasNoErrors(String document, @TempDir Path folder) throws IOException {
        List<String> snippets = snippets(document, "java");
        assertThat(snippets).isNotEmpty();

        List<String> problems = new ArrayList<>();
        for (String snippet : snippets) {
            problems.addAll(Snippet.of(snippet).compile(folder));
        }

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void propertiesWhenNamedThenAreSettings(String document) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String snippet : snippets(document, "properties")) {
            Properties properties = new Properties();
            properties.load(new StringReader(snippet));
            names.addAll(properties.stringPropertyNames());
        }
        names.removeIf(name -> !name.startsWith("guestpass."));

        assertThat(known()).containsAll(names);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void dependencyWhenNamedThenThisBuildMakesIt(String document) throws IOException {
        assertThat(snippets(document, "xml")).allSatisfy(snippet -> {
            String module = snippet.replaceAll("(?s).*<artifactId>(.*)</artifactId>.*", "$1");
            assertThat(ROOT.resolve(module).resolve("pom.xml")).exists();
            assertThat(Files.readString(ROOT.resolve("pom.xml")))
                    .contains(snippet.replaceAll("(?s).*(<version>.*</version>).*", "$1"));
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void testWhenNamedInACommandThenExists(String document) throws IOException {
        List<String> tests = TEST.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map(it -> it.group(1) + ".java")
                .toList();
        try (Stream<Path> files = Files.walk(ROOT)) {
            assertThat(files.filter(file -> file.toString().contains("src/test/java"))
                            .map(file -> file.getFileName().toString()))
                    .containsAll(tests);
        }
    }

    private static List<String> known() throws IOException {
        List<String> names = new ArrayList<>();
        for (URL file : Collections.list(
                DocumentationTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = file.openStream()) {
                JsonNode metadata = JsonMapper.shared().readTree(new String(in.readAllBytes(), UTF_8));
                metadata.path("properties")
                        .forEach(it -> names.add(it.path("name").asString()));
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksWhenLocalThenLeadToWhatIsThere(String document) throws IOException {
        Path folder = ROOT.resolve(document).getParent();

        assertThat(LINK.matcher(Files.readString(ROOT.resolve(document)))
                        .results()
                        .map(it -> it.group(1)))
                .allSatisfy(target -> assertThat(folder.resolve(target)).exists());
    }
}
