// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import dev.guestpass.store.redis.LettuceScripts;
import dev.guestpass.store.redis.RedisExecutable;
import dev.guestpass.store.redis.RedisProcess;
import dev.guestpass.store.redis.RedisSessionStore;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisIdentityTableTest extends IdentityTableTest {

    private static int prefixes;
    private static RedisProcess redis;
    private static RedisClient client;
    private static LettuceScripts scripts;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start(RedisExecutable.EMBEDDED.orSkip());
        client = RedisClient.create("redis://127.0.0.1:" + redis.port());
        scripts = LettuceScripts.of(client.connect()).withBudget(Duration.ofSeconds(10));
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            client.shutdown();
            redis.close();
        }
    }

    @Override
    ShopStore newStore() {
        RedisSessionStore.Builder builder = RedisSessionStore.builder(scripts).prefix("shop-" + prefixes++ + ":");
        return new ShopStore(builder.build(), new MovedVerifications(builder.buildVerificationStore(), clock));
    }
}
