// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.jdbcx.JdbcConnectionPool;

/** The shop's database: H2 in a file below the working directory, or what {@code -Dshop.database} names. */
final class Database implements AutoCloseable {

    private static final String DEFAULT_URL = "jdbc:h2:./data/shop";

    private final JdbcConnectionPool connections;

    private Database(JdbcConnectionPool connections) {
        this.connections = connections;
    }

    /** Work that takes effect as a whole or not at all. */
    @FunctionalInterface
    interface Transaction<T> {
        T run(Connection connection) throws SQLException;
    }

    static Database open() {
        String url = System.getProperty("shop.database", DEFAULT_URL);
        // Without a name, every connection would see a database of its own.
        String named = url.endsWith(":mem:") ? url + "shop" : url;
        Database database = new Database(JdbcConnectionPool.create(named, "sa", ""));
        database.transact(connection -> Sql.update(connection, schema()));
        return database;
    }

    <T> T transact(Transaction<T> work) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } finally {
                // After a commit there is nothing left to undo.
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The shop's database failed; nothing was changed", e);
        }
    }

    private static String schema() {
        try (InputStream script = Database.class.getResourceAsStream("schema.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
