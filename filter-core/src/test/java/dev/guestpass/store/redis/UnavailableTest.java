// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStore.InspectOutcome.Accepted;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that can not answer, in all ways: an exception in time, never an outcome, and all is well afterwards. */
class UnavailableTest {

    /** Lettuce's answer to a caller who waits must come within its budget; a busy machine may take some more. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static RedisProcess server;
    private static StatefulRedisConnection<String, String> connection;

    private final SessionStore store =
            RedisSessionStore.builder(LettuceScripts.of(connection)).build();
    private final SessionSnapshot session = TestSnapshots.bornAt(Instant.now(), Claims.empty());

    @BeforeAll
    static void startServer() {
        server = RedisProcess.start(TestRedis.redis62());
        connection = TestRedis.connect(server);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            connection.close();
            server.close();
        }
    }

    private void assertUnavailable() {
        long began = System.nanoTime();
        assertThatThrownBy(() -> store.rotate(session, StoreUnderTest.POLICY))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("could not rotate a session")
                .message()
                .doesNotContain(session.sessionId().value());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }

    /** The connection comes back by itself, and needs a moment for that. */
    private void assertAvailableSoon() {
        long deadline = System.nanoTime() + TestRedis.PATIENCE.toNanos();
        while (!isAvailable() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(store.rotate(session, StoreUnderTest.FIXED)).isNotNull();
    }

    private boolean isAvailable() {
        try {
            return store.inspect(session, StoreUnderTest.POLICY) != null;
        } catch (SessionStoreException e) {
            return false;
        }
    }

    @Test
    void rotateWhenServerIsKilledThenUnavailableUntilItIsBack() {
        server.kill();

        assertUnavailable();

        server.start();
        assertAvailableSoon();
    }

    @Test
    void rotateWhenServerHangsThenUnavailableUntilItGoesOn() {
        server.pause();
        try {
            assertUnavailable();
        } finally {
            server.goOn();
        }
        assertAvailableSoon();
    }

    @Test
    void rotateWhenServerIsReadOnlyThenUnavailable() {
        connection.sync().replicaof("127.0.0.1", 1);
        assertUnavailable();

        connection.sync().replicaofNoOne();
        assertThat(store.rotate(session, StoreUnderTest.POLICY)).isInstanceOf(Rotated.class);
    }

    @Test
    void anyWriteWhenMemoryIsFullThenUnavailableAndNothingIsHalfDone() {
        connection.sync().configSet("maxmemory", "1");
        assertUnavailable();
        assertThatThrownBy(() -> store.end(session)).isInstanceOf(SessionStoreException.class);
        connection.sync().configSet("maxmemory", "0");

        assertThat(store.endedSince(Instant.EPOCH)).isEmpty();
        assertThat(store.rotate(session, StoreUnderTest.POLICY)).isInstanceOf(Rotated.class);
    }

    @Test
    void rotateWhenScriptsAreFlushedThenNobodyNotices() {
        store.inspect(session, StoreUnderTest.POLICY);
        connection.sync().scriptFlush();

        assertThat(store.inspect(session, StoreUnderTest.POLICY)).isInstanceOf(Accepted.class);
        assertThat(store.rotate(session, StoreUnderTest.POLICY)).isInstanceOf(Rotated.class);
    }

    @Test
    void rotateWhenThreadIsInterruptedThenUnavailableAndFlagIsKept() {
        server.pause();
        try {
            Thread.currentThread().interrupt();
            assertUnavailable();
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            server.goOn();
        }
    }

    @Test
    void rotateWhenClientsTimeoutIsSetThenItCounts() {
        connection.setTimeout(Duration.ofMillis(20));
        RedisSessionStore impatient =
                RedisSessionStore.builder(LettuceScripts.of(connection)).build();
        server.pause();
        try {
            long began = System.nanoTime();
            assertThatThrownBy(() -> impatient.end(session)).isInstanceOf(SessionStoreException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(20), Duration.ofMillis(450));
        } finally {
            server.goOn();
            connection.setTimeout(Duration.ofSeconds(60));
        }
    }

    @Test
    void withBudgetWhenLessThanMillisecondThenRefused() {
        LettuceScripts scripts = LettuceScripts.of(connection);

        assertThatThrownBy(() -> scripts.withBudget(Duration.ofNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("millisecond");
    }

    @Test
    void rotateWhenClientFailsSomehowThenUnavailable() {
        List<RedisScripts> broken = List.of(
                (script, keys, arguments) -> {
                    throw new RedisNoScriptException("NOSCRIPT once more");
                },
                (script, keys, arguments) -> null,
                (script, keys, arguments) -> Arrays.asList("read", null),
                (script, keys, arguments) -> List.of(),
                (script, keys, arguments) -> List.of("read"),
                (script, keys, arguments) -> List.of("read", "now"));

        for (RedisScripts scripts : broken) {
            RedisSessionStore unsound = RedisSessionStore.builder(scripts).build();
            assertThatThrownBy(() -> unsound.rotate(session, StoreUnderTest.POLICY))
                    .isInstanceOf(SessionStoreException.class);
            assertThatThrownBy(() -> unsound.endedSince(Instant.EPOCH)).isInstanceOf(SessionStoreException.class);
        }
    }
}
