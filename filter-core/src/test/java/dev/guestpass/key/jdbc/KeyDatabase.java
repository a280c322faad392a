// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A database of its own for each test, gone when the test is. */
final class KeyDatabase implements AutoCloseable {

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private final Connection keptOpen;

    KeyDatabase() {
        this("REGULAR");
    }

    KeyDatabase(String mode) {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=" + mode);
        try {
            keptOpen = dataSource.getConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    int execute(String sql) {
        try (Statement statement = keptOpen.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns everything in the table as one text. */
    String dump() {
        try (Statement statement = keptOpen.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT kid, algorithm, key_number, signs_from, retires_at, content FROM guestpass_signing_key"
                                + " ORDER BY algorithm, key_number")) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                for (int column = 1; column <= 6; column++) {
                    text.append(rows.getString(column)).append(' ');
                }
                text.append('\n');
            }
            return text.toString();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws SQLException {
        keptOpen.close();
    }
}
