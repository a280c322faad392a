// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.key.KeySource;
import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.servlet.StoreSettings;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.redis.LettuceScripts;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Properties;

/** What a node has its keys and its sessions from, and the connection that is closed with it. */
record Backing(KeySource keys, GuardedSessionStore store, AutoCloseable connection) {

    private static final Duration LINEAGE = Duration.ofDays(1);

    static Backing of(GuestpassSettings settings, Properties properties) {
        StoreSettings store = settings.store();
        return store.kind() == StoreSettings.Kind.JDBC
                ? inDatabase(settings, Pools.toTheDatabase(properties.getProperty("weather.jdbc.url")))
                : inRedis(settings, RedisClient.create(store.redis().url()));
    }

    private static Backing inDatabase(GuestpassSettings settings, HikariDataSource pool) {
        StoreSettings.Jdbc jdbc = settings.store().jdbc();
        return new Backing(
                settings.keySourceOn(pool),
                jdbc.guard(jdbc.storeOn(pool, LINEAGE).build()),
                pool);
    }

    private static Backing inRedis(GuestpassSettings settings, RedisClient client) {
        StoreSettings.Redis redis = settings.store().redis();
        LettuceScripts scripts = LettuceScripts.of(client.connect()).withBudget(redis.timeBudget());
        return new Backing(settings.keySource(), redis.storeBy(scripts, LINEAGE), client::shutdown);
    }

    void close() throws Exception {
        store.close();
        connection.close();
    }
}
