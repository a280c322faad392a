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
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary, a replica and a Sentinel: the store follows a failover. */
class SentinelTest {

    private static final String NAME = "guestpass";
    private final Path redis = TestRedis.redis62();

    private final RedisProcess first = RedisProcess.start(redis);
    private final RedisProcess second =
            RedisProcess.start(redis, "--replicaof", "127.0.0.1", Integer.toString(first.port()));

    private final RedisClient client = RedisClient.create();
    private RedisProcess sentinel;

    @BeforeEach
    void startSentinel(@TempDir Path folder) throws IOException {
        Path settings = folder.resolve("sentinel.conf");
        Files.writeString(settings, """
                sentinel monitor %s 127.0.0.1 %d 1
                sentinel failover-timeout %s 20000
                """.formatted(NAME, first.port(), NAME));
        sentinel = RedisProcess.start(redis, settings.toString(), "--sentinel");
    }

    /** The client goes first: it would look for the Sentinel again and again, and say so. */
    @AfterEach
    void stopAll() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        sentinel.close();
        second.close();
        first.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void rotateWhenPrimaryIsAnotherThenGoesOnThere() {
        RedisURI uri =
                RedisURI.Builder.sentinel("127.0.0.1", sentinel.port(), NAME).build();
        try (var control = client.connectSentinel(sentinel.uri());
                var connection = MasterReplica.connect(client, StringCodec.UTF8, uri)) {
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

        await("a replica that Sentinel may promote", () -> failsOver(control));
        await("failed over", () -> isWritableAt(second));
        await("followed", () -> rotates(store, next));

        assertThat(store.rotate(ended, StoreUnderTest.POLICY)).isEqualTo(new Ended());
    }

    /** At first Sentinel knows of no replica, or not enough of it. */
    private static boolean failsOver(StatefulRedisSentinelConnection<String, String> control) {
        try {
            return control.sync().failover(NAME).equals("OK");
        } catch (RedisException e) {
            return false;
        }
    }

    /** A server that is promoted cuts its connections off. */
    private static boolean isWritableAt(RedisProcess server) {
        try (var direct = TestRedis.connect(server)) {
            return direct.sync().info("replication").contains("role:master");
        } catch (RedisException e) {
            return false;
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
