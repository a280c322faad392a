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
 *
 * <p>Netty, on which Lettuce is built, leaves values on each thread that it works on, so none of the server's own is lent to it.
 */
final class LettuceClient implements RedisScripts, AutoCloseable {

    private static final String OUR_THREADS = "guestpass-";
    private static final String CALLING = "guestpass-redis-calling";
    private static final String OPENING = "guestpass-redis-opening";
    private static final String CLOSING = "guestpass-redis-closing";

    private final AbstractRedisClient client;
    private final Duration budget;
    private volatile @Nullable Connected connected;

    private LettuceClient(AbstractRedisClient client, Duration budget) {
        this.client = client;
        this.budget = budget;
    }

    private record Connected(StatefulConnection<String, String> connection, LettuceScripts scripts) {}

    static LettuceClient to(StoreSettings.Redis settings) {
        return PassingThread.call(OPENING, () -> made(settings));
    }

    private static LettuceClient made(StoreSettings.Redis settings) {
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

    /** Guards call from threads of ours, which end with the filter; what is asked while the filter starts does not. */
    @Override
    public List<String> run(String script, List<String> keys, List<String> arguments) {
        boolean isOurs = Thread.currentThread().getName().startsWith(OUR_THREADS);
        return isOurs ? ran(script, keys, arguments) : PassingThread.call(CALLING, () -> ran(script, keys, arguments));
    }

    private List<String> ran(String script, List<String> keys, List<String> arguments) {
        Connected now = connected;
        return (now == null ? connect() : now).scripts().run(script, keys, arguments);
    }

    private synchronized Connected connect() {
        Connected now = connected;
        if (now == null) {
            now = open();
            connected = now;
        }
        return now;
    }

    private Connected open() {
        if (client instanceof RedisClusterClient cluster) {
            var opened = cluster.connect();
            return new Connected(opened, LettuceScripts.of(opened).withBudget(budget));
        }
        var opened = ((RedisClient) client).connect();
        return new Connected(opened, LettuceScripts.of(opened).withBudget(budget));
    }

    @Override
    public void close() {
        boolean unused = PassingThread.call(CLOSING, this::isShutDown);
    }

    private synchronized boolean isShutDown() {
        Connected now = connected;
        if (now != null) {
            now.connection().close();
        }
        client.shutdown();
        return true;
    }
}
