// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The kinds of SQL that the store speaks. It finds out by itself which one the database understands. */
public enum Dialect {
    /** PostgreSQL 12 and newer, and what speaks its SQL. */
    POSTGRESQL("postgresql", "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)"),
    /** MySQL 8.0 and newer, MariaDB 10.6 and newer. */
    MYSQL("mysql", "timestampdiff(microsecond, timestamp'1970-01-01 00:00:00', utc_timestamp(6))"),
    /** H2 2.2 and newer. */
    H2("h2", "cast(floor(extract(epoch from current_timestamp(6)) * 1000000) as bigint)");

    private final String fileName;
    private final String now;

    Dialect(String fileName, String now) {
        this.fileName = "schema-" + fileName + ".sql";
        this.now = now;
    }

    /** Microseconds since 1970, UTC, whatever time zone the session has. */
    String now() {
        return now;
    }

    /** The file beside this class that makes the table. */
    String schemaFile() {
        return fileName;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            case "h2" -> H2;
            default -> throw SetupException.unknownDatabase(product);
        };
    }
}
