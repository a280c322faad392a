// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * nginx before an application, as careless as a shared cache can be and still be one: it stores every status of every path,
 * looks at no cookie and no Set-Cookie, and believes what the answer says of caches alone.
 */
final class NginxCache implements AutoCloseable {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/bin/nginx"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final Process process;

    private NginxCache(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts one, or skips the test where there is no nginx; where nothing may be skipped it fails. */
    static NginxCache before(int application) throws IOException {
        Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null && "true".equals(System.getenv("CI"))) {
            fail("There is no nginx, and nothing may be skipped here");
        }
        Assumptions.assumeTrue(program != null, "There is no nginx: the test of a shared cache is skipped");
        Path folder = Files.createTempDirectory("cache");
        int port = freePort();
        Path settings = Files.writeString(folder.resolve("nginx.conf"), settings(folder, port, application));
        Process process = new ProcessBuilder(
                        program.toString(), "-p", folder.toString(), "-c", settings.toString(), "-e", "error.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        NginxCache cache = new NginxCache(folder, port, process);
        cache.awaitPort();
        return cache;
    }

    private static String settings(Path folder, int port, int application) {
        return """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    proxy_cache_path %1$s/cache keys_zone=shared:1m;
                    server {
                        listen 127.0.0.1:%2$d;
                        location / {
                            proxy_pass http://127.0.0.1:%3$d;
                            proxy_http_version 1.1;
                            proxy_set_header Host $http_host;
                            proxy_cache shared;
                            proxy_cache_key $uri;
                            proxy_cache_valid any 10m;
                            proxy_ignore_headers Set-Cookie Vary;
                            add_header X-Cache $upstream_cache_status always;
                        }
                    }
                }
                """.formatted(folder, port, application);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assert socket.isConnected();
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        close();
        throw new IllegalStateException("nginx does not listen: " + Files.readString(folder.resolve("output.log")));
    }

    Browser browser() {
        return new Browser(port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
