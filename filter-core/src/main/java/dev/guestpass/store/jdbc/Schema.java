// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Makes the tables, from the same file that a migration tool runs.
 *
 * @param sql names the table and speaks the dialect
 */
record Schema(Sql sql) {

    private static final int ATTEMPTS = 10;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(40);

    /** Makes the tables that are missing; returns whether one was. Of several nodes that do this at once, all succeed. */
    boolean create(Link link) throws SQLException {
        for (int attempt = 1; !link.statementByStatement(rows -> exists(rows.connection())); attempt++) {
            if (isMade(link, attempt)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return false;
    }

    /** Databases complain in many ways of someone who makes the same thing; whoever that is may not be done with it. */
    private boolean isMade(Link link, int attempt) throws SQLException {
        try {
            return link.inOneTransaction(rows -> execute(rows.connection()));
        } catch (SQLException e) {
            if (attempt == ATTEMPTS) {
                throw e;
            }
            return false;
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select sid from " + sql.table() + " where 1 = 0");
            statement.executeQuery("select id from " + new VerificationSql(sql).table() + " where 1 = 0");
            statement.executeQuery("select sid from " + sql.lineage() + " where 1 = 0");
            return true;
        } catch (SQLException e) {
            if (Failures.isMissingTable(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean execute(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : statements()) {
                statement.execute(text);
            }
        }
        return true;
    }

    List<String> statements() {
        String text = text().lines()
                .filter(line -> !line.strip().startsWith("--"))
                .collect(Collectors.joining("\n"))
                .replace("${prefix}", sql.prefix());
        return Arrays.stream(text.split(";")).filter(part -> !part.isBlank()).toList();
    }

    private String text() {
        String name = sql.dialect().schemaFile();
        try (InputStream file = Schema.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The jar has lost its " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
