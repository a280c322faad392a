// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Chromium that is installed here, driven by Playwright in a process of its own. Playwright is installed below
 * {@code target} by npm, from the versions that are committed; no browser is ever downloaded.
 */
final class Chromium {

    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final Path LOCK = FOLDER.resolve("package-lock.json");
    private static final Path INSTALLED = FOLDER.resolve("installed");
    private static final long LONGEST_MINUTES = 5;

    private final Process node;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private Chromium(Process node) {
        this.node = node;
        this.answers = new BufferedReader(new InputStreamReader(node.getInputStream(), UTF_8));
        this.questions = new BufferedWriter(new OutputStreamWriter(node.getOutputStream(), UTF_8));
    }

    /** Starts it. Where something is missing the tests are skipped, or fail in CI. */
    static Chromium launch(URI shop) throws IOException {
        Path browser = require("chromium", "chromium-browser", "google-chrome");
        Path node = require("node", "nodejs");
        install(require("npm"));
        Process process = new ProcessBuilder(node.toString(), "drive.mjs", shop.toString(), browser.toString())
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // One that hangs ends whoever reads from it.
        CompletableFuture.delayedExecutor(LONGEST_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        return new Chromium(process);
    }

    private static void install(Path npm) throws IOException {
        boolean isKnown = Files.exists(INSTALLED) && Files.mismatch(SOURCES.resolve("package-lock.json"), LOCK) < 0;
        Files.createDirectories(FOLDER);
        Files.createDirectories(Path.of("target/screenshots"));
        for (String name : List.of("package.json", "package-lock.json", "drive.mjs", "shopper.mjs", "ways.mjs")) {
            Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isKnown) {
            Files.deleteIfExists(INSTALLED);
            missing(installs(npm), "npm can not install playwright-core and axe-core here");
            Files.createFile(INSTALLED);
        }
    }

    private static boolean installs(Path npm) throws IOException {
        Process process = new ProcessBuilder(
                        npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
                .directory(FOLDER.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path require(String... names) {
        Optional<Path> found = Stream.of(names).flatMap(Chromium::onPath).findFirst();
        missing(found.isPresent(), names[0] + " is not installed: these tests look at the shop in a real browser");
        return found.orElseThrow();
    }

    private static Stream<Path> onPath(String name) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    /** A skip in CI would hide the tests. */
    private static void missing(boolean isThere, String message) {
        if (!isThere) {
            assertNotEquals("true", System.getenv("CI"), message);
        }
        assumeTrue(isThere, "SKIPPED: " + message);
    }

    /** Returns {@code null} as JSON, or what went wrong. */
    String go(String way) throws IOException {
        questions.write(way);
        questions.newLine();
        questions.flush();
        String answer = answers.readLine();
        return answer == null ? "Node has ended; its error output says why" : answer.replace("\\n", "\n");
    }

    void close() throws IOException {
        questions.close();
        node.destroy();
    }
}
