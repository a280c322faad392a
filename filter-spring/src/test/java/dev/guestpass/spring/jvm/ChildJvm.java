// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, with the class path of the tests, that ends with the one that started it. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static ChildJvm start(Path home, String classPath, List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString(), "-Xmx512m"));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", classPath);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            return new ChildJvm(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path here() {
        return Path.of(System.getProperty("java.home"));
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Waits for a line that begins so, and returns the rest of it. */
    String await(String beginning) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length());
                }
            }
            throw new AssertionError("It ended without \"" + beginning + "\":\n" + String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(String line) {
        try {
            process.getOutputStream().write((line + '\n').getBytes(UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, and returns what it said. */
    String end() throws InterruptedException {
        try {
            output.lines().forEach(lines::add);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError("It failed:\n" + String.join("\n", lines));
            }
            return String.join("\n", lines);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Tells which version a JDK is of, or 0 if there is none. */
    static int version(Path home) {
        try {
            return Files.exists(home.resolve("bin/java"))
                    ? Files.readAllLines(home.resolve("release")).stream()
                            .filter(line -> line.startsWith("JAVA_VERSION="))
                            .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
                            .mapToInt(Integer::parseInt)
                            .findFirst()
                            .orElse(0)
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
