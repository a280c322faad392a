// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.store.redis.LettuceScripts;
import dev.guestpass.store.redis.RedisScripts;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Redis client of our own, for applications whose framework has none. It connects at the first call, so that a node can
 * start while Redis is down; after that Lettuce connects anew by itself.
 */
final class LettuceClient implements RedisScripts, AutoCloseable {

    private final AbstractRedisClient client;
    private final Duration budget;
    private volatile @Nullable LettuceScripts connected;
    private @Nullable StatefulConnection<String, String> connection;

    private LettuceClient(AbstractRedisClient client, Duration budget) {
        this.client = client;
        this.budget = budget;
    }

    static LettuceClient to(StoreSettings.Redis settings) {
        try {
            RedisURI uri = RedisURI.create(Objects.requireNonNull(settings.url()));
            uri.setTimeout(settings.timeBudget());
            return new LettuceClient(
                    settings.cluster() ? RedisClusterClient.create(uri) : RedisClient.create(uri),
                    settings.timeBudget());
        } catch (IllegalArgumentException e) {
            // Its text may have the password in it.
            throw new IllegalArgumentException(
                    "guestpass.redis.url is no address; write redis://HOST:PORT, rediss://HOST:PORT or"
                            + " redis-sentinel://HOST:PORT#NAME");
        }
    }

    @Override
    public List<String> run(String script, List<String> keys, List<String> arguments) {
        LettuceScripts scripts = connected;
        return (scripts == null ? connect() : scripts).run(script, keys, arguments);
    }

    private synchronized LettuceScripts connect() {
        LettuceScripts scripts = connected;
        if (scripts == null) {
            scripts = open().withBudget(budget);
            connected = scripts;
        }
        return scripts;
    }

    private LettuceScripts open() {
        if (client instanceof RedisClusterClient cluster) {
            var opened = cluster.connect();
            connection = opened;
            return LettuceScripts.of(opened);
        }
        var opened = ((RedisClient) client).connect();
        connection = opened;
        return LettuceScripts.of(opened);
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
        }
        client.shutdown();
    }
}
