// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Redis server of the tests' own, on a free port of the loopback, with nothing on the disk that outlives it. */
public final class RedisProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private final List<String> command;
    private final Path folder;
    private final int port;
    private Process process;

    private RedisProcess(List<String> command, Path folder, int port) {
        this.command = command;
        this.folder = folder;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts a server with the given settings, such as {@code --cluster-enabled}, {@code yes}. */
    public static RedisProcess start(Path executable, String... settings) {
        try {
            Path folder = Files.createTempDirectory("redis-");
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(executable.toString()));
            command.addAll(List.of(settings));
            command.addAll(
                    List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
            RedisProcess redis = new RedisProcess(command, folder, port);
            redis.start();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, on the same port, after it was killed. */
    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            long deadline = System.nanoTime() + LONGEST_START.toNanos();
            while (!answers()) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("No Redis: " + Files.readString(folder.resolve("log")));
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(UTF_8));
            return new String(socket.getInputStream().readNBytes(5), UTF_8).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** A cluster's nodes talk to each other on a second port, which has to be free as well. */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port) && isFree(port + 10_000)) {
                return port;
            }
        }
        throw new IllegalStateException("There is no free port");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    public void kill() {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void pause() {
        Signals.send("STOP", process.pid());
    }

    public void goOn() {
        Signals.send("CONT", process.pid());
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // gone already, or a matter of the system's temporary folder
        }
    }
}
