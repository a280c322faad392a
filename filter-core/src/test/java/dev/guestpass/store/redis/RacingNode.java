// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.ClaimsChange;
import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.BeginOutcome.Begun;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Repeated;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.token.ClaimLimits;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One of two nodes that refresh, change and convert the same sessions at the same time, by 16 threads each.
 *
 * @param connection to the server that they share
 * @param store on it
 * @param birth when all sessions were born, in seconds
 */
record RacingNode(StatefulRedisConnection<String, String> connection, RedisSessionStore store, long birth) {

    static final int SESSIONS = 200;
    static final int ROUNDS = 3;
    static final int THREADS = 16;
    static final int UPDATED = 10;
    static final int CONVERTED = 50;
    private static final int NODES = 2;

    /** Arguments: the server, the prefix, when the sessions were born. Prints a line for each thing it won. */
    public static void main(String[] arguments) {
        RedisClient client = RedisClient.create(arguments[0]);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            on(connection, arguments[1], Long.parseLong(arguments[2])).run().forEach(System.out::println);
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    }

    static RacingNode on(StatefulRedisConnection<String, String> connection, String prefix, long birth) {
        LettuceScripts scripts = LettuceScripts.of(connection).withBudget(TestRedis.PATIENCE);
        return new RacingNode(
                connection, RedisSessionStore.builder(scripts).prefix(prefix).build(), birth);
    }

    SessionSnapshot session(int number) {
        return DyingNode.session("session-" + number, birth);
    }

    List<String> run() {
        waitForOthers();
        return Race.of(THREADS, this::runOne).stream().flatMap(List::stream).toList();
    }

    private void waitForOthers() {
        String key = "ready-" + birth;
        connection.sync().incr(key);
        while (Integer.parseInt(connection.sync().get(key)) < NODES) {
            Thread.onSpinWait();
        }
    }

    private List<String> runOne(int thread) {
        String name = "n" + UUID.randomUUID().toString().substring(0, 8);
        List<String> won = new ArrayList<>();
        for (int number = 0; number < SESSIONS; number++) {
            rotate(number, won);
            if (number < CONVERTED && begins(number, name)) {
                won.add("begun " + number);
            }
        }
        IntStream.range(CONVERTED, CONVERTED + UPDATED)
                .forEach(number ->
                        store.updateClaims(session(number), ClaimsChange.set(name, thread), ClaimLimits.DEFAULT));
        return won;
    }

    private boolean begins(int number, String attempt) {
        return store.beginConversion(session(number), StoreUnderTest.claim("ann", attempt)) instanceof Begun;
    }

    private void rotate(int number, List<String> won) {
        SessionSnapshot token = session(number);
        for (int round = 0; round < ROUNDS; round++) {
            RotateOutcome outcome = store.rotate(token, StoreUnderTest.STRICT);
            if (outcome instanceof Rotated rotated) {
                token = rotated.session();
                won.add("rotated " + number + " to " + token.generation());
            } else {
                token = ((Repeated) outcome).session();
            }
        }
    }
}
