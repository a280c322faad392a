// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.key.SealedKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of keys, in SQL that PostgreSQL, MySQL, MariaDB and H2 understand. A row is changed or deleted only as it was
 * read, so what somebody else did meanwhile is never undone.
 *
 * @param name the name of the table
 */
record KeyTable(String name) {

    private static final String DEFAULT_PREFIX = "guestpass_";
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,29}");
    private static final int TIMEOUT_SECONDS = 10;

    /** A row: a key, and the how many-eth of its algorithm it is. */
    record Row(SealedKey key, long number) {}

    static KeyTable withPrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("The table prefix is 1 to 30 letters, digits, _ and . (of a schema)");
        }
        return new KeyTable(prefix + "signing_key");
    }

    /** Reads all rows, the youngest key of each algorithm first. */
    List<Row> rows(Connection connection) throws SQLException {
        String sql = "SELECT kid, algorithm, key_number, signs_from, retires_at, content FROM " + name
                + " ORDER BY algorithm, key_number DESC";
        try (PreparedStatement statement = prepare(connection, sql);
                ResultSet result = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        SealedKey key = new SealedKey(
                result.getString("kid"),
                algorithm(result.getString("algorithm")),
                instant(result, "signs_from"),
                instant(result, "retires_at"),
                result.getString("content"));
        return new Row(key, result.getLong("key_number"));
    }

    private static Algorithm algorithm(String name) {
        try {
            return Algorithm.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new KeySourceException("A key in the table is for " + name + "; use RS256, ES256 or HS256", null);
        }
    }

    private static @Nullable Instant instant(ResultSet result, String column) throws SQLException {
        long seconds = result.getLong(column);
        return result.wasNull() ? null : Instant.ofEpochSecond(seconds);
    }

    /** Fails if there is a key of this algorithm and number. */
    void insert(Connection connection, Row row) throws SQLException {
        String sql = "INSERT INTO " + name
                + " (kid, algorithm, key_number, signs_from, retires_at, content) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = prepare(connection, sql)) {
            statement.setString(1, row.key().id());
            statement.setString(2, row.key().algorithm().name());
            statement.setLong(3, row.number());
            setInstant(statement, 4, row.key().signsFrom());
            setInstant(statement, 5, row.key().retiresAt());
            statement.setString(6, row.key().content());
            statement.executeUpdate();
        }
    }

    void update(Connection connection, SealedKey before, SealedKey after) throws SQLException {
        String sql = "UPDATE " + name + " SET retires_at = ?, content = ? WHERE kid = ? AND content = ?";
        try (PreparedStatement statement = prepare(connection, sql)) {
            setInstant(statement, 1, after.retiresAt());
            statement.setString(2, after.content());
            statement.setString(3, before.id());
            statement.setString(4, before.content());
            statement.executeUpdate();
        }
    }

    void delete(Connection connection, SealedKey key) throws SQLException {
        try (PreparedStatement statement =
                prepare(connection, "DELETE FROM " + name + " WHERE kid = ? AND content = ?")) {
            statement.setString(1, key.id());
            statement.setString(2, key.content());
            statement.executeUpdate();
        }
    }

    /** Creates the table unless there is one. */
    void create(Connection connection) throws SQLException {
        String prefix = name.substring(0, name.length() - "signing_key".length());
        String constraint = prefix.substring(prefix.lastIndexOf('.') + 1);
        String sql = schema().replace(DEFAULT_PREFIX + "signing_key_number", constraint + "signing_key_number")
                .replace(DEFAULT_PREFIX + "signing_key (", name + " (");
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String schema() {
        try (InputStream resource = KeyTable.class.getResourceAsStream("schema.sql")) {
            return new String(Objects.requireNonNull(resource, "schema.sql").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema can not be read from the library", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        return statement;
    }

    private static void setInstant(PreparedStatement statement, int index, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, instant.getEpochSecond());
        }
    }
}
