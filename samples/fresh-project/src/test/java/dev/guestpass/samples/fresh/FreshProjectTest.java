// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.fresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever follows the README from an empty folder has visitors with an identity, and sets nothing for it. */
class FreshProjectTest {

    private static final Path ROOT = Path.of(System.getProperty("root.folder"));
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private static void build(FreshProject project, Path repository) throws Exception {
        Process maven = new ProcessBuilder(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-o",
                        "-q",
                        "-Dmaven.repo.local=" + repository,
                        // Those that this build has fetched; Spring Boot would take others of the same line.
                        "-Dmaven-compiler-plugin.version=3.16.0",
                        "-Dmaven-jar-plugin.version=3.5.1",
                        "-Dmaven-resources-plugin.version=3.5.0",
                        "-Dmaven-surefire-plugin.version=3.6.1",
                        "package")
                .directory(project.folder().toFile())
                .redirectErrorStream(true)
                .start();
        maven.getOutputStream().close();
        String output = new String(maven.getInputStream().readAllBytes(), UTF_8);
        assertThat(maven.waitFor()).as(output).isZero();
    }

    private static Process start(FreshProject project) throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        project.jar().toString())
                .directory(project.folder().toFile())
                .redirectErrorStream(true);
        // Not a setting of ours: any port that is free, and this machine alone.
        java.environment().put("SERVER_PORT", "0");
        java.environment().put("SERVER_ADDRESS", "127.0.0.1");
        return java.start();
    }

    private static int port(Process application) throws Exception {
        StringBuilder output = new StringBuilder();
        BufferedReader lines = new BufferedReader(new InputStreamReader(application.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            Matcher started = PORT.matcher(line);
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
        }
        throw new AssertionError(output);
    }

    @Test
    void visitWhenProjectIsTheReadmesSnippetThenVisitorHasAnIdentity(@TempDir Path folder) throws Exception {
        FreshProject project = FreshProject.generate(folder, Files.readString(ROOT.resolve("README.md")));
        Path repository = Path.of("target", "repository").toAbsolutePath();
        build(project, LocalArtefacts.link(repository, Path.of(System.getProperty("maven.repository")), ROOT));

        Process application = start(project);
        try {
            Browser visitor = new Browser(port(application));
            Reply first = visitor.get("/");

            assertThat(first.cookieNames()).isEqualTo(List.of("DS", "DSR"));
            assertThat(first.body()).startsWith("Hello, ");
            assertThat(visitor.get("/").body()).isEqualTo(first.body());
            assertThat(visitor.get("/").setCookies()).isEmpty();
            assertThat(folder.resolve("guestpass-keys.json")).exists();
        } finally {
            application.destroyForcibly();
        }
    }
}
