// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.GuardedVerificationStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.jdbc.JdbcSessionStoreBuilder;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Stores that are open, and what is to be closed after them.
 *
 * @param store of sessions
 * @param verifications of verifications, in the same place
 * @param owned in the order in which it is to be closed
 */
record OpenStore(SessionStore store, VerificationStore verifications, List<AutoCloseable> owned)
        implements AutoCloseable {

    private static final Logger LOG = SafeLogger.of(OpenStore.class);

    static OpenStore open(GuestpassSettings settings) {
        StoreSettings store = settings.store();
        tellOfWhatHasNoEffect(settings);
        Duration lineage = settings.sessions().conversion().keepLineage();
        return switch (store.kind()) {
            case AUTO, MEMORY -> inMemory(settings.openStoreInMemory());
            case JDBC -> inDatabase(store.jdbc(), lineage);
            case REDIS -> inRedis(store.redis(), lineage);
        };
    }

    private static OpenStore inMemory(InMemorySessionStore store) {
        return new OpenStore(store, new InMemoryVerificationStore(InstantSource.system()), List.of(store));
    }

    private static OpenStore inDatabase(StoreSettings.Jdbc settings, Duration lineage) {
        JdbcSessionStoreBuilder builder = settings.storeOn(NamedDataSource.lookUp(settings.dataSource()), lineage);
        GuardedSessionStore store = settings.guard(builder.build());
        try {
            GuardedVerificationStore verifications = settings.guard(builder.buildVerificationStore());
            return new OpenStore(store, verifications, List.of(store, verifications));
        } catch (Throwable e) {
            store.close();
            throw e;
        }
    }

    private static OpenStore inRedis(StoreSettings.Redis settings, Duration lineage) {
        if (settings.url() == null) {
            throw new IllegalArgumentException(
                    "guestpass.store is redis, and guestpass.redis.url is not set; set it to redis://HOST:PORT");
        }
        LettuceClient client = connect(settings);
        try {
            return inRedis(settings, client, settings.storeBy(client, lineage));
        } catch (Throwable e) {
            client.close();
            throw e;
        }
    }

    private static OpenStore inRedis(StoreSettings.Redis settings, LettuceClient client, GuardedSessionStore store) {
        try {
            GuardedVerificationStore verifications = settings.verificationsBy(client);
            return new OpenStore(store, verifications, List.of(store, verifications, client));
        } catch (Throwable e) {
            store.close();
            throw e;
        }
    }

    /** Only here can it be caught that the library is missing: the class that uses it does not even load without it. */
    private static LettuceClient connect(StoreSettings.Redis settings) {
        try {
            return LettuceClient.to(settings);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "guestpass.store is redis: put io.lettuce:lettuce-core on the class path", e);
        }
    }

    private static void tellOfWhatHasNoEffect(GuestpassSettings settings) {
        StoreSettings store = settings.store();
        if (store.redis().url() != null && store.kind() != StoreSettings.Kind.REDIS) {
            LOG.log(WARNING, "guestpass.redis.url is set, and has no effect: guestpass.store is not redis");
        }
        boolean usesDatabase =
                store.kind() == StoreSettings.Kind.JDBC || settings.keys().isInDatabase();
        if (store.jdbc().dataSource() != null && !usesDatabase) {
            LOG.log(
                    WARNING,
                    "guestpass.jdbc.data-source is set, and has no effect: neither guestpass.store nor"
                            + " guestpass.keys.location is jdbc");
        }
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
