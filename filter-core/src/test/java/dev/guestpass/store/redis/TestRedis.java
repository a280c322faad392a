// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers that many tests share, each started when the first asks for it and stopped with the JVM. */
final class TestRedis {

    /** Longer than any machine needs, however busy, for tests that are not about waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final RedisClient CLIENT = RedisClient.create();

    private TestRedis() {}

    /** The program of the version that most tests use. */
    static Path redis62() {
        return RedisExecutable.EMBEDDED.orSkip();
    }

    /** The server that most tests use. */
    static RedisProcess shared() {
        redis62();
        return Embedded.SERVER;
    }

    static StatefulRedisConnection<String, String> connection() {
        redis62();
        return Embedded.CONNECTION;
    }

    static LettuceScripts scripts() {
        return LettuceScripts.of(connection()).withBudget(PATIENCE);
    }

    /** Scripts on the version that is installed. */
    static LettuceScripts installedScripts() {
        RedisExecutable.INSTALLED.orSkip();
        return LettuceScripts.of(Installed.CONNECTION).withBudget(PATIENCE);
    }

    static StatefulRedisClusterConnection<String, String> cluster() {
        redis62();
        return RedisCluster.CONNECTION;
    }

    static StatefulRedisConnection<String, String> connect(RedisProcess server) {
        return CLIENT.connect(server.uri());
    }

    /** Each test has keys of its own instead of an empty server. */
    static String newPrefix() {
        return "test-" + PREFIXES.incrementAndGet() + ":";
    }

    private static final class Embedded {
        static final RedisProcess SERVER = RedisProcess.start(redis62());
        static final StatefulRedisConnection<String, String> CONNECTION = connect(SERVER);
    }

    private static final class Installed {
        static final RedisProcess SERVER = RedisProcess.start(RedisExecutable.INSTALLED.orSkip());
        static final StatefulRedisConnection<String, String> CONNECTION = connect(SERVER);
    }
}
