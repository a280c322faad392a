// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The databases that tests run on, each started once for all test classes. Where one can not be had, its tests are skipped
 * with a word on why; under CI that is a failure, or a green run could hide it.
 */
@SuppressWarnings("ImmutableEnumChecker") // each is a server that starts when it is first asked for
public enum TestDatabase {
    H2(() -> "jdbc:h2:mem:guestpass;DB_CLOSE_DELAY=-1"),
    POSTGRES(PostgresServer::url),
    MARIADB(MariaDbServer::url);

    private static final int RACERS = 20;

    private final Supplier<String> start;
    private String url;
    private String refusal;
    private HikariDataSource pool;

    TestDatabase(Supplier<String> start) {
        this.start = start;
    }

    synchronized String url() {
        if (url == null && refusal == null) {
            try {
                url = start.get();
            } catch (IllegalStateException e) {
                refusal = "SKIPPED: no " + this + ", because " + e.getMessage();
            }
        }
        if (refusal != null) {
            Assertions.assertNotEquals("true", System.getenv("CI"), refusal);
            Assumptions.abort(refusal);
        }
        return url;
    }

    /** A pool with a connection for each racer, shared by all tests. */
    public synchronized DataSource pool() {
        if (pool == null) {
            pool = pool(RACERS, url());
        }
        return pool;
    }

    /** Closes what the shared pool has open: it hands out without a look what was good half a second ago. */
    synchronized void dropConnections() {
        if (pool != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** A pool of a test's own, to be closed by it. */
    HikariDataSource pool(int size) {
        return pool(size, url());
    }

    /** As many set it, to spare Hibernate a round trip. */
    HikariDataSource poolWithoutAutoCommit(int size) {
        HikariConfig config = config(size, url());
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    static HikariDataSource pool(int size, String url) {
        return new HikariDataSource(config(size, url));
    }

    static HikariConfig config(int size, String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Runs a statement on a connection of its own. */
    public void execute(String sql) {
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
