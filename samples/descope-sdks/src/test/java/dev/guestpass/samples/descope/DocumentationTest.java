// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.guestpass.servlet.descope.DescopeRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/descope.md} tells people to write is run as it stands there. */
class DocumentationTest {

    private static final Path PAGE = Path.of("../../docs/descope.md");

    @RegisterExtension
    static final Deployment SERVER = new Deployment();

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void nodeSnippetWhenIdsAreFilledInThenItMints() throws Exception {
        List<String> blocks = blocks("js");
        assertThat(blocks).hasSize(2);
        Path folder = NodePackages.installed();

        // The page builds the client in a try block and uses it after: only within the block can the second half see
        // it.
        String snippet = blocks.get(0).replace("} catch (error)", blocks.get(1) + "} catch (error)");
        Files.writeString(
                folder.resolve("snippet.mjs"),
                snippet.replace("__ProjectID__", Deployment.PROJECT)
                        .replace("\"xxxx\"", '"' + Deployment.KEY + '"')
                        .replace("<URL>", SERVER.baseUrl()));

        assertMinted(NodePackages.node(folder.resolve("snippet.mjs")), "refreshJwt");
    }

    private static void assertMinted(Process snippet, String token) throws Exception {
        String output = new String(snippet.getInputStream().readAllBytes(), UTF_8);
        assertThat(snippet.waitFor()).isZero();
        assertThat(output)
                .contains("Successfully generated JWT for anonymous user", token)
                .doesNotContain("Failed", "failed");
    }

    private static Process python(String... arguments) throws IOException {
        NodePackages.require("python3");
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Path pythonSnippet(Path folder) throws IOException {
        String snippet = blocks("python").get(0).replace("__ProjectID__", Deployment.PROJECT);
        return Files.writeString(
                folder.resolve("snippet.py"),
                snippet.replace("\"xxxx\"", '"' + Deployment.KEY + '"').replace("<URL>", SERVER.baseUrl()));
    }

    @Test
    void pythonSnippetWhenReadThenPythonCompilesIt(@TempDir Path folder) throws Exception {
        Process python = python("-m", "py_compile", pythonSnippet(folder).toString());

        assertThat(new String(python.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(python.waitFor()).isZero();
    }

    /** The SDK comes from a registry that not every build can reach. */
    @Test
    void pythonSnippetWhenSdkIsInstalledThenItMints(@TempDir Path folder) throws Exception {
        assumeTrue(python("-c", "import descope").waitFor() == 0, "Python has no module descope");

        assertMinted(python(pythonSnippet(folder).toString()), "refreshSessionToken");
    }

    @Test
    void snippetsWhenThereThenEachLanguageNamesTheBaseUrl() throws IOException {
        assertThat(blocks("js").get(0)).contains("baseUrl");
        assertThat(blocks("python").get(0)).contains("DESCOPE_BASE_URI");
    }

    @Test
    void tableWhenReadThenOneRowForEachCallAndNoOther() throws IOException {
        List<String> rows = Pattern.compile("(?m)^\\| `(?:GET|POST) (/v[^`]*)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult row) -> row.group(1).replace("{projectId}", ""))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DescopeRoute.values())
                        .filter(route -> route != DescopeRoute.UNKNOWN)
                        .map(DescopeRoute::path)
                        .toList());
    }
}
