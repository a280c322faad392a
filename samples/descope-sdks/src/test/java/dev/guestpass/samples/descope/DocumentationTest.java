// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.descope.DescopeRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

        Process node = NodePackages.node(folder.resolve("snippet.mjs"));
        String output = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor()).isZero();
        assertThat(output)
                .contains("Successfully generated JWT for anonymous user.", "sessionJwt", "refreshJwt")
                .doesNotContain("Failed", "failed");
    }

    @Test
    void snippetsWhenThereThenEachLanguageNamesTheBaseUrl() throws IOException {
        assertThat(blocks("js").get(0)).contains("baseUrl");
        assertThat(blocks("python").get(0)).contains("DESCOPE_BASE_URI");
        assertThat(blocks("go").get(0)).contains("DescopeBaseURL");
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
