// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import io.lettuce.core.RedisClient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that kills itself, as by {@code kill -9}, before or after one of its calls. */
final class DyingNode {

    /** What it does. */
    enum Deed {
        ROTATE,
        END,
        CONVERT
    }

    private DyingNode() {}

    /** Arguments: the server, the prefix, the session id, its birth, the deed, the fatal call, whether before it. */
    public static void main(String[] arguments) {
        int fatal = Integer.parseInt(arguments[5]);
        boolean isBefore = Boolean.parseBoolean(arguments[6]);
        RedisScripts scripts = dying(scripts(arguments[0]), fatal, isBefore);
        RedisSessionStore store =
                RedisSessionStore.builder(scripts).prefix(arguments[1]).build();
        run(
                store,
                session(arguments[2], Long.parseLong(arguments[3])),
                Deed.valueOf(arguments[4].toUpperCase(Locale.ROOT)));
    }

    static RedisScripts scripts(String uri) {
        return LettuceScripts.of(RedisClient.create(uri).connect()).withBudget(TestRedis.PATIENCE);
    }

    static SessionSnapshot session(String id, long birth) {
        Instant born = Instant.ofEpochSecond(birth);
        return new SessionSnapshot(
                new SessionId(id),
                "A-1",
                null,
                0,
                Claims.empty(),
                0,
                born,
                TestSnapshots.LIFETIME,
                born.plus(TestSnapshots.ABSOLUTE_LIFETIME));
    }

    private static RedisScripts dying(RedisScripts scripts, int fatal, boolean isBefore) {
        AtomicInteger calls = new AtomicInteger();
        return (script, keys, arguments) -> {
            int call = calls.incrementAndGet();
            dieIf(call == fatal && isBefore);
            List<String> answer = scripts.run(script, keys, arguments);
            dieIf(call == fatal);
            return answer;
        };
    }

    private static void dieIf(boolean now) {
        while (now) {
            Signals.send("KILL", ProcessHandle.current().pid());
        }
    }

    private static void run(RedisSessionStore store, SessionSnapshot session, Deed deed) {
        switch (deed) {
            case ROTATE -> store.rotate(session, StoreUnderTest.POLICY);
            case END -> store.end(session);
            case CONVERT -> {
                store.beginConversion(session, StoreUnderTest.claim("ann"));
                store.completeConversion(session, StoreUnderTest.claim("ann"), receipt(session));
            }
        }
    }

    static ConversionReceipt receipt(SessionSnapshot session) {
        return new ConversionReceipt(
                "conversion-1",
                session.sessionId(),
                session.subject(),
                "account-1",
                ConversionReceipt.Kind.PROMOTED,
                session.rotatedAt());
    }
}
