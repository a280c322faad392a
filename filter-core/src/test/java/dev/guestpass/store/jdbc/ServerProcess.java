// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server as a child process in a temporary folder, on a free port of the loopback; stopped with this JVM. */
final class ServerProcess {

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process process;

    ServerProcess(String name) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
            this.folder = Files.createTempDirectory("guestpass-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** Lets another user write to the folder, as whom the server runs. */
    void openFolder() {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end. */
    void run(List<String> command) {
        try {
            Process program = process(command);
            if (!program.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS) || program.exitValue() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + log());
            }
        } catch (IOException e) {
            throw new IllegalStateException(command.get(0) + " does not start", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts the server. */
    void start(List<String> command) {
        try {
            process = process(command);
        } catch (IOException e) {
            throw new IllegalStateException(command.get(0) + " does not start", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private Process process(List<String> command) throws IOException {
        File log = folder.resolve("log").toFile();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** Waits until the server answers, and returns the address. */
    String answering(String url) {
        SQLException refusal = null;
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.getMetaData();
                return url;
            } catch (SQLException e) {
                refusal = e;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IllegalStateException("the server does not answer: " + refusal, refusal);
    }

    private void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try (Stream<Path> files = Files.walk(folder)) {
            process.waitFor(10, TimeUnit.SECONDS);
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
