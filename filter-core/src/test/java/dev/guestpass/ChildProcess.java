// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with the classes of the tests, which takes its steps when told so and prints a line after each. */
public final class ChildProcess implements AutoCloseable {

    private static final int LONGEST_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Starts a class with a main method; what it logs goes to this process's error output. */
    public static ChildProcess start(Class<?> main, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-Xshare:auto", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Lets it take its next step. */
    public ChildProcess go() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
        return this;
    }

    /** Waits for the line that it prints next. */
    public String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The process ended early");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
