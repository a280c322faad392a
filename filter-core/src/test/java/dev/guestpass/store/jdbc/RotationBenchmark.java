// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.StoreUnderTest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;

/**
 * What a rotation takes in PostgreSQL when there are 10,000 sessions, and when there are 10,000,000, or as many as are told: it
 * should be the same. Not one of the tests. From the top folder:
 *
 * <pre>{@code
 * mvn -q -pl filter-core test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.guestpass.store.jdbc.RotationBenchmark -Dexec.args=1000000
 * }</pre>
 */
final class RotationBenchmark {

    private static final int FEW = 10_000;
    private static final int MANY = 10_000_000;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 31;
    private static final int ROTATIONS = 1_000;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final Random random = new Random(1);
    private final Sql sql;
    private final SessionStore store;
    private final int count;
    private final Instant birth = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final byte[] generations;

    private RotationBenchmark(HikariDataSource pool, int count) throws SQLException {
        this.sql = new Sql(Dialect.POSTGRESQL, "rows" + count + "_");
        this.store = JdbcSessionStore.builder(pool)
                .tablePrefix(sql.prefix())
                .timeBudget(Duration.ofMinutes(1))
                .createTables()
                .build();
        this.count = count;
        this.generations = new byte[count + 1];
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            // To keep it up to date through millions of rows takes many times as long as to make it of them.
            String index = sql.table() + "_keep_until";
            statement.execute("drop index " + index);
            statement.execute("truncate " + sql.table());
            ManyRows.fillSessions(connection, sql, count, Micros.of(birth));
            statement.execute("create index " + index + " on " + sql.table() + " (keep_until)");
        }
    }

    /** Takes how many sessions are many. */
    public static void main(String[] arguments) throws SQLException, IOException {
        int count = arguments.length == 0 ? MANY : Integer.parseInt(arguments[0]);
        try (HikariDataSource pool = TestDatabase.POSTGRES.pool(1)) {
            RotationBenchmark few = new RotationBenchmark(pool, FEW);
            RotationBenchmark many = new RotationBenchmark(pool, count);
            few.round(WARM_UP);
            many.round(WARM_UP);
            double[] fewMicros = new double[ROUNDS];
            double[] manyMicros = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                fewMicros[i] = few.round(ROTATIONS);
                manyMicros[i] = many.round(ROTATIONS);
            }
            report(fewMicros, manyMicros, count);
            few.explain(pool);
            many.explain(pool);
        } finally {
            PostgresServer.close();
        }
    }

    /** The median of so many rotations, in microseconds. */
    private double round(int rotations) {
        double[] micros = new double[rotations];
        for (int i = 0; i < rotations; i++) {
            // Each hundredth has ended.
            SessionSnapshot presented = presented(1 + random.nextInt(count / 100) * 100 + random.nextInt(99));
            long start = System.nanoTime();
            boolean isRotated = store.rotate(presented, StoreUnderTest.POLICY) instanceof Rotated;
            micros[i] = (System.nanoTime() - start) / 1_000.0;
            if (!isRotated) {
                throw new IllegalStateException("Not an ordinary rotation");
            }
        }
        Arrays.sort(micros);
        return micros[rotations / 2];
    }

    private SessionSnapshot presented(int number) {
        return new SessionSnapshot(
                new SessionId(ManyRows.sid(number)),
                "A-subject",
                null,
                3 + generations[number]++,
                Claims.empty(),
                0,
                birth,
                Duration.ofDays(28),
                birth.plus(Duration.ofDays(180)));
    }

    private static void report(double[] few, double[] many, int count) {
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, i -> many[i] / few[i]);
        print(FEW + " sessions, median of a rotation in microseconds", few);
        print(count + " sessions, median of a rotation in microseconds", many);
        print("ratio", ratios);
    }

    private static void print(String what, double[] values) {
        Arrays.sort(values);
        OUT.printf("%s: %.2f (%.2f to %.2f)%n", what, values[ROUNDS / 2], values[0], values[ROUNDS - 1]);
    }

    private void explain(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("explain " + new RotationSql(sql).rotate())) {
            Object[] values = {0L, ManyRows.sid(1), 3L, 0L, 0L, Micros.of(birth), "-253:%"};
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet line = statement.executeQuery()) {
                while (line.next()) {
                    OUT.println(line.getString(1));
                }
            }
        }
    }
}
