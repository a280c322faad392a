// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static org.assertj.core.api.Assertions.fail;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/** The servers that many tests share, each started when the first asks for it and stopped with the JVM. */
final class TestRedis {

    /** Longer than any machine needs, however busy, for tests that are not about waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final RedisClient CLIENT = RedisClient.create();

    private TestRedis() {}

    /** The one that comes with a library. */
    static Path redis62() {
        try {
            return checked(ExecutableProvider.newJarResourceProvider().get().toPath());
        } catch (IOException e) {
            return missing("The Redis 6.2 of embedded-redis can not be unpacked: " + e.getMessage());
        }
    }

    /** The one that is installed. */
    static Path installed() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path executable = Path.of(folder, "redis-server");
            if (Files.isExecutable(executable)) {
                return checked(executable);
            }
        }
        return missing("There is no redis-server in PATH");
    }

    /** The binary may be one of another system, or miss a library. */
    private static Path checked(Path executable) {
        try {
            Process version = new ProcessBuilder(executable.toString(), "--version").start();
            return version.waitFor() == 0 ? executable : missing(executable + " does not run");
        } catch (IOException | InterruptedException e) {
            return missing(executable + " does not run: " + e.getMessage());
        }
    }

    private static Path missing(String why) {
        if ("true".equals(System.getenv("CI"))) {
            fail(why + ", and nothing may be skipped here");
        }
        Assumptions.abort(why + ": tests of the Redis store are skipped");
        throw new IllegalStateException(why);
    }

    /** The 6.2 that most tests use. */
    static RedisProcess shared() {
        return Shared62.SERVER;
    }

    static StatefulRedisConnection<String, String> connection() {
        return Shared62.CONNECTION;
    }

    static LettuceScripts scripts() {
        return LettuceScripts.of(connection()).withBudget(PATIENCE);
    }

    static RedisClient client() {
        return CLIENT;
    }

    static StatefulRedisConnection<String, String> connect(RedisProcess server) {
        return CLIENT.connect(server.uri());
    }

    /** Each test has keys of its own instead of an empty server. */
    static String newPrefix() {
        return "test-" + PREFIXES.incrementAndGet() + ":";
    }

    private static final class Shared62 {
        static final RedisProcess SERVER = RedisProcess.start(redis62());
        static final StatefulRedisConnection<String, String> CONNECTION = connect(SERVER);
    }

    /** The installed one, when a test wants that. */
    static final class Shared70 {
        static final RedisProcess SERVER = RedisProcess.start(installed());
        static final StatefulRedisConnection<String, String> CONNECTION = connect(SERVER);

        private Shared70() {}
    }
}
