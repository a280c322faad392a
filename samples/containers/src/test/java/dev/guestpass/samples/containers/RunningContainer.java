// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.guestpass.servlet.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A container in a process of its own, which ends with the test. */
final class RunningContainer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final int port;

    private RunningContainer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts it, and waits until it answers: whatever the application says. */
    static RunningContainer start(Container container, Path base, Path war, Map<String, String> settings)
            throws IOException {
        int port = freePort();
        List<String> command = container.prepare(base, war, port);
        Path log = base.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(container.environment(base));
        builder.environment().putAll(settings);
        return new RunningContainer(builder.start(), log, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the application serves a page. */
    RunningContainer awaitPage(String path) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isServed(path)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                String said = log();
                close();
                throw new AssertionError("There is no " + path + ". The container said:\n" + said);
            }
            pause();
        }
        return this;
    }

    private boolean isServed(String path) {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected() && browser().get(path).status() < 400;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** Another process is waited for, whose clock nobody can move. */
    private void pause() {
        try {
            boolean unused = process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Browser browser() {
        return new Browser(port);
    }

    String log() {
        try {
            return Files.readString(log, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
