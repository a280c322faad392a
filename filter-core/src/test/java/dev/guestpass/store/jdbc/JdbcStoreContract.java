// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStoreContract;
import java.time.Duration;
import java.time.Instant;

/** The contract of all stores, on one of the databases. */
abstract class JdbcStoreContract extends SessionStoreContract {

    private final TestStore store;

    JdbcStoreContract(TestDatabase database) {
        this.store = TestStore.of(database, getClass());
    }

    @Override
    public SessionStore store() {
        return store.store();
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public void advance(Duration duration) {
        store.advance(duration);
    }
}
