// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.jdbc.JdbcSessionStore;
import java.lang.System.Logger;
import java.util.List;

/**
 * A store that is open, and what is to be closed after it.
 *
 * @param store the store
 * @param owned in the order in which it is to be closed
 */
record OpenStore(SessionStore store, List<AutoCloseable> owned) implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OpenStore.class.getName());

    static OpenStore open(GuestpassSettings settings) {
        StoreSettings store = settings.store();
        return switch (store.kind()) {
            case AUTO, MEMORY -> inMemory(settings.openStoreInMemory());
            case JDBC -> inDatabase(store.jdbc());
            case REDIS -> inRedis(store.redis());
        };
    }

    private static OpenStore inMemory(InMemorySessionStore store) {
        return new OpenStore(store, List.of(store));
    }

    private static OpenStore inDatabase(StoreSettings.Jdbc settings) {
        JdbcSessionStore store =
                settings.storeOn(NamedDataSource.lookUp(settings.dataSource())).build();
        GuardedSessionStore guarded = settings.guard(store);
        return new OpenStore(guarded, List.of(guarded));
    }

    private static OpenStore inRedis(StoreSettings.Redis settings) {
        if (settings.url() == null) {
            throw new IllegalArgumentException(
                    "guestpass.store is redis, and guestpass.redis.url is not set; set it to redis://HOST:PORT");
        }
        LettuceClient client = LettuceClient.to(settings);
        GuardedSessionStore guarded = settings.storeBy(client);
        return new OpenStore(guarded, List.of(guarded, client));
    }

    @Override
    public void close() {
        for (AutoCloseable part : owned) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(WARNING, "A part of the session store could not be closed", e);
            }
        }
    }
}
