// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** A node that dies without a word inside a conversion. */
final class DyingConversion {

    static final int EXIT_CODE = 137;

    private DyingConversion() {}

    /** Takes URL, prefix, birth second, and where to die. */
    public static void main(String[] arguments) {
        AtomicBoolean isConverted = new AtomicBoolean();
        try (HikariDataSource pool = TestDatabase.pool(4, arguments[0])) {
            DataSource deadly = WatchedDataSource.around(pool, (call, isDone) -> {
                boolean isCommit = call.equals("commit") && isConverted.get();
                if (isCommit && arguments[3].equals(isDone ? "after commit" : "before commit")) {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
            });
            JdbcSessionStoreBuilder store =
                    JdbcSessionStore.builder(pool).tablePrefix(arguments[1]).timeBudget(Duration.ofSeconds(20));
            Instant birth = Instant.ofEpochSecond(Long.parseLong(arguments[2]));
            new ConvertingNode(deadly, store, arguments[1] + "orders", () -> {
                        isConverted.set(true);
                        if (arguments[3].equals("after converter")) {
                            Runtime.getRuntime().halt(EXIT_CODE);
                        }
                    })
                    .convert(ConvertingNode.session("dying", birth), ConvertingNode.ANN);
        }
    }
}
