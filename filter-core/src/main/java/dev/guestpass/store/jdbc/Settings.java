// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All that the builder was told.
 *
 * @param source gives connections of our own
 * @param joining the caller's transactions, or {@code null} if no step joins them
 * @param prefix how the table's name begins
 * @param dialect whose SQL to speak, or {@code null} to find out
 * @param createsTables whether to make the table when the store is built
 * @param timeBudget how long the database may take for one statement
 * @param keepLineage how long receipts can be looked up
 * @param shift microseconds by which tests move the store's time
 */
record Settings(
        DataSource source,
        @Nullable Joining joining,
        String prefix,
        @Nullable Dialect dialect,
        boolean createsTables,
        Duration timeBudget,
        Duration keepLineage,
        LongSupplier shift) {

    /** Drivers count whole seconds, and take 0 for any time at all. */
    int timeoutSeconds() {
        return (int) timeBudget.plusNanos(999_999_999).toSeconds();
    }

    Settings withJoining(Joining value) {
        return new Settings(source, value, prefix, dialect, createsTables, timeBudget, keepLineage, shift);
    }

    Settings withPrefix(String value) {
        return new Settings(source, joining, value, dialect, createsTables, timeBudget, keepLineage, shift);
    }

    Settings withDialect(Dialect value) {
        return new Settings(source, joining, prefix, value, createsTables, timeBudget, keepLineage, shift);
    }

    Settings withTables() {
        return new Settings(source, joining, prefix, dialect, true, timeBudget, keepLineage, shift);
    }

    Settings withTimeBudget(Duration value) {
        return new Settings(source, joining, prefix, dialect, createsTables, value, keepLineage, shift);
    }

    Settings withKeepLineage(Duration value) {
        return new Settings(source, joining, prefix, dialect, createsTables, timeBudget, value, shift);
    }

    Settings withShift(LongSupplier value) {
        return new Settings(source, joining, prefix, dialect, createsTables, timeBudget, keepLineage, value);
    }
}
