// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A running {@link PageServer}. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;
    private final int port;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        this.questions = process.getOutputStream();
        this.port = (int) answer();
    }

    static ServerProcess start(Container container, Kept kept) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        java,
                        "-Xms384m",
                        "-Xmx384m",
                        "-cp",
                        classes,
                        PageServer.class.getName(),
                        container.name(),
                        kept.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServerProcess(process);
    }

    private long answer() throws IOException {
        @Nullable String line = answers.readLine();
        if (line == null) {
            throw new IOException("The server has ended");
        }
        return Long.parseLong(line.trim());
    }

    int port() {
        return port;
    }

    /** Returns the processor time that the process has spent since its start, in nanoseconds. */
    long processorTime() throws IOException {
        questions.write('\n');
        questions.flush();
        return answer();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
