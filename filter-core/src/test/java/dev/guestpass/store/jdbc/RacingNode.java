// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.Race;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.BeginOutcome.Begun;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.token.ClaimLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One of several nodes whose threads all want the same of the same sessions. Says what it was told, line by line. */
final class RacingNode {

    static final int THREADS = 16;
    static final int SESSIONS = 200;
    static final int CLAIMED = 5;
    static final int CONVERTED = 40;

    private final SessionStore store;
    private final String name;
    private final Instant birth;

    RacingNode(SessionStore store, String name, Instant birth) {
        this.store = store;
        this.name = name;
        this.birth = birth;
    }

    /** A child: takes the URL, the prefix, and the second at which all sessions were born. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (HikariDataSource pool = TestDatabase.pool(THREADS, arguments[0]);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            JdbcSessionStore store = JdbcSessionStore.builder(pool)
                    .tablePrefix(arguments[1])
                    .timeBudget(Duration.ofSeconds(20))
                    .build();
            RacingNode node = new RacingNode(store, "child", Instant.ofEpochSecond(Long.parseLong(arguments[2])));
            store.endedSince(node.birth);
            out.println("ready");
            in.readLine();
            node.race().forEach(out::println);
        }
    }

    SessionSnapshot session(String kind, int number) {
        return new SessionSnapshot(
                new SessionId(kind + "-" + String.format("%08d", number)),
                "A-subject",
                null,
                0,
                Claims.empty(),
                0,
                birth,
                Duration.ofDays(28),
                birth.plus(Duration.ofDays(180)));
    }

    List<String> race() {
        return Race.of(THREADS, this::lines).stream().flatMap(List::stream).toList();
    }

    private List<String> lines(int thread) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            lines.add(rotated(session("rotated", i)));
        }
        for (int i = 0; i < CLAIMED; i++) {
            ClaimsChange change = ClaimsChange.set(name + thread, i);
            store.updateClaims(session("claimed", i), change, ClaimLimits.DEFAULT);
        }
        for (int i = 0; i < CONVERTED; i++) {
            SessionSnapshot session = session("convert", i);
            boolean isWinner = store.beginConversion(session, StoreUnderTest.claim("ann")) instanceof Begun;
            lines.add((isWinner ? "begun " : "waits ") + session.sessionId().value());
        }
        return lines;
    }

    private String rotated(SessionSnapshot session) {
        RotateOutcome outcome = store.rotate(session, StoreUnderTest.POLICY);
        String id = session.sessionId().value();
        return outcome instanceof Rotated rotated
                ? "rotated " + id + " " + rotated.session().generation() + " "
                        + rotated.session().rotatedAt()
                : "repeated " + id + " " + ((Repeated) outcome).session().generation() + " "
                        + ((Repeated) outcome).session().rotatedAt();
    }
}
