// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.store.redis.Signals;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A PostgreSQL that keeps its port and its data over a restart. Keys are in a table of it. */
final class PostgresStore implements SharedStore {

    private final Path data;
    private EmbeddedPostgres server;

    PostgresStore(Path folder) throws IOException {
        this.data = folder.resolve("data");
        this.server = launch(0);
    }

    private EmbeddedPostgres launch(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .setServerConfig("logging_collector", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Override
    public Properties settings(Path folder) {
        Properties settings = new Properties();
        settings.setProperty("guestpass.store", "jdbc");
        settings.setProperty("guestpass.keys.location", "jdbc");
        settings.setProperty("guestpass.keys.secret", "a secret for tests of thirty and more");
        settings.setProperty(
                "weather.jdbc.url",
                server.getJdbcUrl("postgres", "postgres") + "&connectTimeout=1&cancelSignalTimeout=1");
        return settings;
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        try {
            server = launch(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void pause() {
        processes().forEach(pid -> Signals.send("STOP", pid));
    }

    @Override
    public void goOn() {
        processes().forEach(pid -> Signals.send("CONT", pid));
    }

    private List<Long> processes() {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
            return Stream.concat(Stream.of(server), server.descendants())
                    .map(ProcessHandle::pid)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
