// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** The shop with sessions in Redis and orders where they are by default. */
class RedisProfileTest {

    private static final RedisServer REDIS = start();

    @Order(1)
    @RegisterExtension
    static final AfterAllCallback STOP = tests -> REDIS.stop();

    @Order(2)
    @RegisterExtension
    static final RunningShop SHOP = new RunningShop(
            "--spring.profiles.active=redis",
            "--spring.data.redis.url=redis://127.0.0.1:" + REDIS.ports().get(0));

    private final Browser browser = SHOP.browser();
    private final String ann = RunningShop.newName();

    private static RedisServer start() {
        try {
            RedisServer redis = RedisServer.newRedisServer()
                    .port(freePort())
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            redis.start();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void signUpWhenVisitorOrderedThenAccountHasCartAndOrder() {
        browser.add("teapot", 1);
        browser.order();
        browser.add("cup", 2);

        browser.signUp(ann);

        assertThat(browser.get("/account").body()).contains("Hello, " + ann, "1 × Teapot", "In your cart: 2");
        assertThat(SHOP.bean(StringRedisTemplate.class).keys("*")).isNotEmpty();
    }
}
