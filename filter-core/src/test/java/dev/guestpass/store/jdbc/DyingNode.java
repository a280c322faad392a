// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A node that dies without a word at one call to the database, before it or after it. */
final class DyingNode {

    static final int EXIT_CODE = 137;

    private DyingNode() {}

    /** Takes URL, prefix, birth second, what to do, at which call of which name to die, and before or after it. */
    public static void main(String[] arguments) {
        String call = arguments[4];
        int last = Integer.parseInt(arguments[5]);
        boolean isAfter = arguments[6].equals("after");
        AtomicInteger count = new AtomicInteger();
        try (HikariDataSource pool = TestDatabase.pool(2, arguments[0])) {
            DataSource deadly = WatchedDataSource.around(pool, (name, isDone) -> {
                if (isDone == isAfter && name.equals(call) && count.incrementAndGet() == last) {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
            });
            SessionStore store = JdbcSessionStore.builder(deadly)
                    .tablePrefix(arguments[1])
                    .timeBudget(Duration.ofSeconds(20))
                    .build();
            run(store, arguments[3], Instant.ofEpochSecond(Long.parseLong(arguments[2])));
        }
    }

    private static void run(SessionStore store, String action, Instant birth) {
        SessionSnapshot session = new RacingNode(store, "dying", birth).session("dying", 1);
        switch (action) {
            case "rotate" -> store.rotate(session, StoreUnderTest.POLICY);
            case "end" -> store.end(session);
            case "delete" -> store.deleteExpired(birth.plus(Duration.ofDays(400)), 100);
            default -> {
                store.beginConversion(session, StoreUnderTest.claim("ann"));
                store.completeConversion(session, StoreUnderTest.claim("ann"), receipt(session, birth));
            }
        }
    }

    static ConversionReceipt receipt(SessionSnapshot session, Instant when) {
        return new ConversionReceipt(
                "conversion-1",
                session.sessionId(),
                session.subject(),
                "account-1",
                ConversionReceipt.Kind.PROMOTED,
                when);
    }
}
