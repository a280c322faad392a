// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A MariaDB: one that is told by the environment, else Debian's, run by this very process on a folder of its own. */
final class MariaDbServer {

    /** The name of the environment variable with a JDBC URL, user and password in it; its tables are dropped. */
    private static final String URL = "GUESTPASS_TEST_MARIADB_URL";

    private MariaDbServer() {}

    static String url() {
        String told = System.getenv(URL);
        return told != null ? told : installed();
    }

    private static String installed() {
        Path installer = program("mariadb-install-db");
        Path program = program("mariadbd");
        ServerProcess server = new ServerProcess("mariadb");
        String data = "--datadir=" + server.folder().resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        server.run(List.of(
                installer.toString(),
                "--no-defaults",
                data,
                user,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        server.start(List.of(
                program.toString(),
                "--no-defaults",
                data,
                user,
                "--port=" + server.port(),
                "--bind-address=127.0.0.1",
                "--socket=" + server.folder().resolve("socket"),
                "--skip-name-resolve",
                "--max-connections=150",
                "--innodb-flush-log-at-trx-commit=0"));
        return server.answering("jdbc:mariadb://127.0.0.1:" + server.port() + "/mysql?user=root&sslMode=disable");
    }

    private static Path program(String name) {
        Optional<Path> found = Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> new IllegalStateException(
                URL + " is not set and there is no " + name + " (Debian: mariadb-server-core, mariadb-client-core)"));
    }
}
