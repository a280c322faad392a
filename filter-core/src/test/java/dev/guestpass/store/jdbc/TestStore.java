// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.store.SessionStore;
import dev.guestpass.store.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A store on an empty table that one test class has for itself, with a time that can be moved. */
final class TestStore implements StoreUnderTest {

    private final TestDatabase database;
    private final String prefix;
    private final AtomicLong shift = new AtomicLong();
    private final JdbcSessionStore store;

    private TestStore(TestDatabase database, String prefix) {
        this.database = database;
        this.prefix = prefix;
        this.store = on(database.pool()).createTables().build();
        database.execute("delete from " + prefix + "session");
        database.execute("delete from " + prefix + "lineage");
    }

    static TestStore of(TestDatabase database, Class<?> test) {
        String name = test.getSimpleName().toLowerCase(Locale.ROOT);
        return new TestStore(database, name.substring(0, Math.min(30, name.length())) + "_");
    }

    /** Builds a store on the same table that has the same time. */
    JdbcSessionStoreBuilder on(DataSource source) {
        return JdbcSessionStore.builder(source).tablePrefix(prefix).shift(shift::get);
    }

    TestDatabase database() {
        return database;
    }

    String prefix() {
        return prefix;
    }

    String table() {
        return prefix + "session";
    }

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(shift.get(), ChronoUnit.MICROS);
    }

    @Override
    public void advance(Duration duration) {
        shift.addAndGet(Micros.of(duration));
    }
}
