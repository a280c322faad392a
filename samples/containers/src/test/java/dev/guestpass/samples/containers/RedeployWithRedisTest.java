// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import redis.embedded.RedisServer;

/** The same with sessions in Redis, whose client leaves values of its own on each thread that it works on. */
class RedeployWithRedisTest extends RedeployTest {

    private static final String CLIENT =
            "/lettuce-core|/netty-|/reactor-core|/reactive-streams|/redis-authx|/resilience4j|/slf4j-api";

    private RedisServer redis;

    @Override
    int rounds() {
        return 6;
    }

    @Override
    List<String> sessionsWith(Path libraries) throws IOException {
        for (Path library : TestClassPath.matching(CLIENT)) {
            Files.copy(library, libraries.resolve(library.getFileName()));
        }
        int port = freePort();
        redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .build();
        redis.start();
        return List.of("-Dguestpass.store=redis", "-Dguestpass.redis.url=redis://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void stop() throws IOException {
        redis.stop();
    }
}
