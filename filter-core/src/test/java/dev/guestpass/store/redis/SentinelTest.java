// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.StoreUnderTest;
import dev.guestpass.store.TestSnapshots;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary, a replica and a Sentinel: the store follows a failover. */
class SentinelTest {

    private static final String NAME = "guestpass";
    private final Path redis = TestRedis.redis62();

    private final RedisProcess first = RedisProcess.start(redis);
    private final RedisProcess second =
            RedisProcess.start(redis, "--replicaof", "127.0.0.1", Integer.toString(first.port()));

    @TempDir
    private Path folder;

    @AfterEach
    void stopServers() {
        second.close();
        first.close();
    }

    private RedisProcess sentinel() throws IOException {
        Path settings = folder.resolve("sentinel.conf");
        Files.writeString(settings, """
                sentinel monitor %s 127.0.0.1 %d 1
                sentinel failover-timeout %s 20000
                """.formatted(NAME, first.port(), NAME));
        return RedisProcess.start(redis, settings.toString(), "--sentinel");
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void rotateWhenPrimaryIsAnotherThenGoesOnThere() throws IOException {
        try (RedisProcess sentinel = sentinel();
                var control = TestRedis.client().connectSentinel(sentinel.uri());
                StatefulRedisMasterReplicaConnection<String, String> connection = MasterReplica.connect(
                        TestRedis.client(),
                        StringCodec.UTF8,
                        RedisURI.Builder.sentinel("127.0.0.1", sentinel.port(), NAME)
                                .build())) {
            connection.setReadFrom(ReadFrom.REPLICA_PREFERRED);
            assertFollowsFailover(connection, control);
        }
    }

    private void assertFollowsFailover(
            StatefulRedisMasterReplicaConnection<String, String> connection,
            StatefulRedisSentinelConnection<String, String> control) {
        RedisSessionStore store = RedisSessionStore.builder(
                        LettuceScripts.of(connection).withBudget(Duration.ofSeconds(2)))
                .build();
        SessionSnapshot session = TestSnapshots.bornAt(Instant.now(), Claims.empty());
        SessionSnapshot ended = TestSnapshots.bornAt(Instant.now(), Claims.empty());
        SessionSnapshot next = ((Rotated) store.rotate(session, StoreUnderTest.POLICY)).session();
        store.end(ended);
        await("replicated", () -> connection.sync().waitForReplication(1, 100) == 1);
        await("known to Sentinel", () -> !control.sync().replicas(NAME).isEmpty());

        control.sync().failover(NAME);
        await("failed over", () -> isWritableAt(second));
        await("followed", () -> rotates(store, next));

        assertThat(store.rotate(ended, StoreUnderTest.POLICY)).isEqualTo(new Ended());
    }

    private static boolean isWritableAt(RedisProcess server) {
        try (var direct = TestRedis.connect(server)) {
            return direct.sync().info("replication").contains("role:master");
        }
    }

    private static boolean rotates(RedisSessionStore store, SessionSnapshot token) {
        try {
            return store.rotate(token, StoreUnderTest.POLICY) instanceof Rotated;
        } catch (SessionStoreException e) {
            return false;
        }
    }
}
