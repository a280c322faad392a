// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL: one that is told by the environment, else one that comes as a test dependency, else one that is installed.
 */
final class PostgresServer {

    /** The name of the environment variable with a JDBC URL, user and password in it; its tables are dropped. */
    private static final String URL = "GUESTPASS_TEST_POSTGRES_URL";

    private static final String CONNECTIONS = "150";
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private static EmbeddedPostgres unpacked;

    private PostgresServer() {}

    static String url() {
        String told = System.getenv(URL);
        return told != null ? told : unpacked();
    }

    private static String unpacked() {
        try {
            unpacked = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", CONNECTIONS)
                    // The starter would have commits lost in a crash, which some tests are about.
                    .setServerConfig("synchronous_commit", "on")
                    // Its log goes to its folder: nobody reads what it prints once it is up.
                    .setServerConfig("logging_collector", "on")
                    .start();
            return unpacked.getJdbcUrl("postgres", "postgres");
        } catch (IOException | RuntimeException e) {
            Path bin = installed()
                    .orElseThrow(() -> new IllegalStateException(
                            URL + " is not set, the unpacked server does not start (" + e.getMessage()
                                    + ") and none is installed",
                            e));
            return start(bin);
        }
    }

    /** Stops the unpacked server now; it stops with this JVM too, unless that has unloaded its classes by then. */
    static void close() throws IOException {
        if (unpacked != null) {
            unpacked.close();
        }
    }

    private static Optional<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** PostgreSQL refuses to run as root. */
    static String start(Path bin) {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        List<String> asUser = isRoot ? List.of("runuser", "-u", "nobody", "--") : List.of();
        ServerProcess server = new ServerProcess("postgres");
        String data = server.folder().resolve("data").toString();
        server.openFolder();
        server.run(command(asUser, bin.resolve("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"));
        server.start(command(
                asUser,
                bin.resolve("postgres"),
                "-D",
                data,
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(server.port()),
                "-k",
                server.folder().toString(),
                "-N",
                CONNECTIONS,
                "-F"));
        return server.answering("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=postgres");
    }

    private static List<String> command(List<String> asUser, Path program, String... arguments) {
        List<String> command = new ArrayList<>(asUser);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
