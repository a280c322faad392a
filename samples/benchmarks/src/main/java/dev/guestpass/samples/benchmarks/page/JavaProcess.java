// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program of this jar in a process of its own, which answers each line that it is sent with numbers on one line. */
final class JavaProcess implements AutoCloseable {

    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;

    private JavaProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        this.questions = process.getOutputStream();
    }

    static JavaProcess start(Class<?> program, String... arguments) throws IOException {
        return start(List.of(), program, arguments);
    }

    /** Starts one that gets what processors nobody else wants, as if it had some of its own elsewhere. */
    static JavaProcess startIdle(Class<?> program, String... arguments) throws IOException {
        return start(idle(), program, arguments);
    }

    private static List<String> idle() {
        if (Files.isExecutable(Path.of("/usr/bin/chrt"))) {
            return List.of("/usr/bin/chrt", "--idle", "0");
        }
        return Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "19") : List.of();
    }

    private static JavaProcess start(List<String> before, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms384m", "-Xmx384m", "-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new JavaProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for the next line. */
    long[] answer() throws IOException {
        @Nullable String line = answers.readLine();
        if (line == null) {
            throw new IOException("The process has ended");
        }
        return Stream.of(line.trim().split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /** Sends a line, and waits for what comes back. */
    long[] ask() throws IOException {
        questions.write('\n');
        questions.flush();
        return answer();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
