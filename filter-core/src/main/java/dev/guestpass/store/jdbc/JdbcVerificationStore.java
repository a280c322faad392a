// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.store.VerificationRecord;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.jdbc.VerificationRows.Found;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers verifications in a relational database that all nodes share, beside the sessions:
 *
 * <pre>{@code
 * VerificationStore store = JdbcSessionStore.builder(dataSource).createTables().buildVerificationStore();
 * }</pre>
 *
 * <p>Every step works on a connection and a transaction of its own, whatever the caller has open: a try that was counted
 * stays counted when the request fails. What is said there of time, failures and timeouts is true here as well. Safe for
 * use by several threads.
 */
public final class JdbcVerificationStore implements VerificationStore {

    private static final int BATCH = 500;

    private final Transactions transactions;

    JdbcVerificationStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Compares first; who loses that race locks the row. */
    @Override
    public <T> T step(String key, Decision<T> decision) {
        return transactions.own("remember a verification", link -> {
            Optional<Written<T>> quick = link.statementByStatement(rows -> {
                VerificationRows table = VerificationRows.of(rows);
                return compared(table.read(key), table, decision);
            });
            return quick.isPresent()
                    ? quick.get().outcome()
                    : link.inOneTransaction(rows -> locked(VerificationRows.of(rows), key, decision));
        });
    }

    /** An answer that counts. */
    private record Written<T>(T outcome) {}

    /** Empty, and nothing is changed, if the row was written or made since. */
    private static <T> Optional<Written<T>> compared(Found found, VerificationRows table, Decision<T> decision)
            throws SQLException {
        Step<T> step = decision.on(found.before(), found.now());
        @Nullable VerificationRecord after = step.after();
        boolean isDone = after == null || after.equals(found.before()) || table.write(found, after);
        return isDone ? Optional.of(new Written<>(step.outcome())) : Optional.empty();
    }

    /** A row that is not there is not locked either: MySQL would lock the gap. */
    private static <T> T locked(VerificationRows table, String key, Decision<T> decision) throws SQLException {
        Found found = table.read(key);
        Optional<Written<T>> written = found.row() == null ? compared(found, table, decision) : Optional.empty();
        if (written.isEmpty()) {
            Optional<Found> locked = table.lock(key);
            written = locked.isPresent() ? compared(locked.get(), table, decision) : Optional.empty();
        }
        return written.orElseThrow(() -> new SQLTransactionRollbackException("The row came and went", "40001"))
                .outcome();
    }

    /** {@inheritDoc} Works in short transactions, and passes over rows that somebody else has locked. */
    @Override
    public int deleteExpired(Instant now, int limit) {
        int deleted = 0;
        int found = 1;
        while (found > 0 && deleted < limit) {
            int most = Math.min(BATCH, limit - deleted);
            found = transactions.own(
                    "delete expired verifications",
                    link -> link.inOneTransaction(
                            rows -> VerificationRows.of(rows).deleteExpired(now, most)));
            deleted += found;
        }
        return deleted;
    }
}
