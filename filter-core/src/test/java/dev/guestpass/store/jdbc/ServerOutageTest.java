// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that stands still, or dies, and comes back. */
class ServerOutageTest {

    private static final Duration BUDGET = Duration.ofSeconds(1);

    /** The statement's time, the second until the socket gives up, another for the cancellation; and busy machines. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private TestStore table;

    @BeforeEach
    void requireServerOfOurOwn() {
        assumeThat(System.getenv("GUESTPASS_TEST_POSTGRES_URL"))
                .as("a server that may be stopped")
                .isNull();
        table = TestStore.of(TestDatabase.POSTGRES, getClass());
    }

    /** Other tests share the server, and must not get connections that died with it. */
    @AfterEach
    void dropDeadConnections() {
        TestDatabase.POSTGRES.dropConnections();
    }

    /** As the documentation of the store advises. */
    private static HikariDataSource pool() {
        String url = TestDatabase.POSTGRES.url() + "&connectTimeout=1&cancelSignalTimeout=1";
        HikariConfig config = TestDatabase.config(2, url);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }

    private static long backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> wholeServer() throws SQLException {
        try (Connection connection = TestDatabase.POSTGRES.pool().getConnection()) {
            ProcessHandle server =
                    ProcessHandle.of(backend(connection)).orElseThrow().parent().orElseThrow();
            return Stream.concat(Stream.of(server), server.children())
                    .map(process -> String.valueOf(process.pid()))
                    .toList();
        }
    }

    private static void signal(String signal, List<String> pids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(pids);
        new ProcessBuilder(command).start().waitFor();
    }

    /** Takes every connection that the pool may have at once. */
    private static void assertNothingLeaked(HikariDataSource pool) throws SQLException {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        try (Connection one = pool.getConnection();
                Connection two = pool.getConnection()) {
            assertThat(one.isValid(5) && two.isValid(5)).isTrue();
        }
    }

    @Test
    void rotateWhenServerStandsStillThenExceptionInTimeAndGoodAfterwards() throws Exception {
        try (HikariDataSource pool = pool()) {
            SessionStore store = table.on(pool).timeBudget(BUDGET).build();
            SessionSnapshot session = table.born();
            store.rotate(table.born(), StoreUnderTest.POLICY);
            List<String> server = wholeServer();
            signal("-STOP", server);
            try {
                for (int i = 0; i < 3; i++) {
                    assertFailsInTime(store, session);
                }
            } finally {
                signal("-CONT", server);
            }
            awaitAnswer(store);
            assertThat(store.rotate(session, StoreUnderTest.POLICY)).isNotNull();
            assertNothingLeaked(pool);
        }
    }

    private static void assertFailsInTime(SessionStore store, SessionSnapshot session) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> store.rotate(session, StoreUnderTest.POLICY))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("rotate a session");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }

    @Test
    void rotateWhenServerCrashesThenExceptionsAndGoodAfterwards() throws Exception {
        try (HikariDataSource pool = pool()) {
            SessionStore store = table.on(pool).timeBudget(BUDGET).build();
            SessionSnapshot first = table.next(table.born());
            store.endedSince(table.now());
            crash(pool);

            awaitAnswer(store);

            assertThat(store.rotate(first, StoreUnderTest.POLICY)).isInstanceOf(Rotated.class);
            assertNothingLeaked(pool);
        }
    }

    /** The server ends all connections and recovers when one of its processes is killed. */
    private static void crash(HikariDataSource pool) throws Exception {
        try (Connection victim = pool.getConnection()) {
            signal("-KILL", List.of(String.valueOf(backend(victim))));
            assertThatThrownBy(() -> {
                        while (true) {
                            backend(victim);
                        }
                    })
                    .isInstanceOf(SQLException.class);
        }
    }

    private void awaitAnswer(SessionStore store) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                store.endedSince(table.now());
                return;
            } catch (SessionStoreException e) {
                assertThat(System.nanoTime()).as("%s", e.getCause()).isLessThan(end);
                Thread.onSpinWait();
            }
        }
    }
}
