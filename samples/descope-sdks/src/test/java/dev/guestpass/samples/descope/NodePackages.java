// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Node, and the SDK for it, installed below {@code target} by the ordinary client from the versions that are committed. */
final class NodePackages {

    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final Path LOCK = FOLDER.resolve("package-lock.json");
    private static final Path INSTALLED = FOLDER.resolve("installed");

    private NodePackages() {}

    /** Returns the folder with everything in it. Where Node or npm is missing the test is skipped, or fails in CI. */
    static Path installed() {
        require("node");
        require("npm");
        try {
            boolean isKnown = Files.exists(INSTALLED) && Files.mismatch(SOURCES.resolve("package-lock.json"), LOCK) < 0;
            copySources();
            if (!isKnown) {
                install();
            }
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copySources() throws IOException {
        Files.createDirectories(FOLDER);
        for (String name : List.of("package.json", "package-lock.json", "sdk.mjs")) {
            Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void install() throws IOException {
        Files.deleteIfExists(INSTALLED);
        int code = exitCode("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        missing(code == 0, "npm can not install @descope/node-sdk here (exit code " + code + ")");
        Files.createFile(INSTALLED);
    }

    /** Where a command is missing the test is skipped, or fails in CI. */
    static void require(String command) {
        missing(isThere(command), command + " is not installed");
    }

    private static boolean isThere(String command) {
        try {
            return exitCode(command, "--version") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A skip in CI would hide the tests. */
    private static void missing(boolean isThere, String message) {
        if (!isThere) {
            assertNotEquals("true", System.getenv("CI"), message);
        }
        assumeTrue(isThere, "SKIPPED: " + message);
    }

    private static int exitCode(String... command) throws IOException {
        Files.createDirectories(FOLDER);
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(5, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a script in the folder. One that hangs is ended after a while, which ends whoever reads from it. */
    static Process node(Path script) {
        try {
            Process process = new ProcessBuilder("node", script.getFileName().toString())
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES).execute(process::destroyForcibly);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
