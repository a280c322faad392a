// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.SessionStoreException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Builds a {@link JdbcSessionStore}, and a {@link JdbcVerificationStore} in the same database. Builders are immutable: each
 * method returns another one.
 */
public final class JdbcSessionStoreBuilder {

    private static final Logger LOG = SafeLogger.of(JdbcSessionStoreBuilder.class);
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,30}");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Settings settings;

    private JdbcSessionStoreBuilder(Settings settings) {
        this.settings = settings;
    }

    static JdbcSessionStoreBuilder of(DataSource source) {
        Objects.requireNonNull(source, "source");
        return new JdbcSessionStoreBuilder(new Settings(
                source, null, "guestpass_", null, false, Duration.ofSeconds(2), LineageStore.DEFAULT_KEEP, () -> 0));
    }

    /**
     * Sets how the tables' names begin, so that several deployments can share a schema.
     *
     * @param prefix 1 to 31 letters, digits and underscores, not a digit first
     * @return a builder with that
     * @throws IllegalArgumentException if the prefix is anything else
     */
    public JdbcSessionStoreBuilder tablePrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("A table prefix has 1 to 31 of A-Z a-z 0-9 _ and begins with no digit");
        }
        return new JdbcSessionStoreBuilder(settings.withPrefix(prefix));
    }

    /**
     * Sets whose SQL to speak, for a database that goes by another name. Otherwise the first connection tells.
     *
     * @param dialect the kind of SQL
     * @return a builder with that
     */
    public JdbcSessionStoreBuilder dialect(Dialect dialect) {
        return new JdbcSessionStoreBuilder(settings.withDialect(Objects.requireNonNull(dialect, "dialect")));
    }

    /**
     * Makes the tables when the store is built, if they are missing. Several nodes may do that at once. Off by default: who has a
     * migration tool gives it the file {@code schema-postgresql.sql}, {@code schema-mysql.sql} or {@code schema-h2.sql}.
     *
     * @return a builder with that
     */
    public JdbcSessionStoreBuilder createTables() {
        return new JdbcSessionStoreBuilder(settings.withTables());
    }

    /**
     * Bounds what the database may take for one statement. An operation is one or two statements as a rule, five after it
     * lost a race. {@link JdbcSessionStore} says what else is to be bounded.
     *
     * @param budget up to a minute; drivers count whole seconds, so it is rounded up to those
     * @return a builder with that
     * @throws IllegalArgumentException if the budget is not positive, or more than a minute
     */
    public JdbcSessionStoreBuilder timeBudget(Duration budget) {
        if (budget.isNegative() || budget.isZero() || budget.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The time budget is more than nothing, and a minute at the most");
        }
        return new JdbcSessionStoreBuilder(settings.withTimeBudget(budget));
    }

    /**
     * Lets the steps of a conversion join the caller's transaction, so that the converter's writes and the receipt are
     * committed together or not at all. In Spring this is a {@code TransactionAwareDataSourceProxy} around the pool.
     *
     * <p>A step joins if the connection comes with auto-commit off. So connections must come with auto-commit on while there
     * is no transaction; where the pool is set otherwise, every step of a conversion fails and says so, because what it
     * wrote might silently be lost.
     *
     * @param aware gives the caller's connection while a transaction is open, and any other one while none is; of the same
     *     database as the builder's own
     * @return a builder with that
     * @throws IllegalArgumentException if it is the builder's own, which must know nothing of the caller's transaction
     */
    public JdbcSessionStoreBuilder joinTransactionsOf(DataSource aware) {
        return joining(new Joining(Objects.requireNonNull(aware, "aware"), null));
    }

    /**
     * Lets the steps of a conversion join the caller's transaction, where somebody can say whether there is one. Then it does
     * not matter how the connections of the pool come.
     *
     * @param aware gives the caller's connection while a transaction is open; of the same database as the builder's own
     * @param isInTransaction tells whether the calling thread has a transaction open
     * @return a builder with that
     * @throws IllegalArgumentException if it is the builder's own, which must know nothing of the caller's transaction
     */
    public JdbcSessionStoreBuilder joinTransactionsOf(DataSource aware, BooleanSupplier isInTransaction) {
        Objects.requireNonNull(isInTransaction, "isInTransaction");
        return joining(new Joining(Objects.requireNonNull(aware, "aware"), isInTransaction));
    }

    private JdbcSessionStoreBuilder joining(Joining value) {
        if (value.source() == settings.source()) {
            throw new IllegalArgumentException(
                    "A store needs the pool itself for all steps that must not be rolled back, and"
                            + " another DataSource, one that is aware of transactions, for those that join");
        }
        return new JdbcSessionStoreBuilder(settings.withJoining(value));
    }

    /**
     * Sets how long the receipt of a conversion can be looked up.
     *
     * @param duration how long, 400 days by default
     * @return a builder with that
     * @throws IllegalArgumentException if it is negative
     */
    public JdbcSessionStoreBuilder keepLineage(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Receipts are kept for some time, or not at all");
        }
        return new JdbcSessionStoreBuilder(settings.withKeepLineage(duration));
    }

    /** Moves what the store takes for now, for tests. */
    JdbcSessionStoreBuilder shift(LongSupplier micros) {
        return new JdbcSessionStoreBuilder(settings.withShift(micros));
    }

    /**
     * Builds the store. The database is asked only if the tables are to be made. It may be down: then they are made by the
     * first call that needs them.
     *
     * @return the store
     * @throws SessionStoreException if the tables are to be made, and the database answers that they can not be
     */
    public JdbcSessionStore build() {
        return new JdbcSessionStore(transactions("session"), settings.keepLineage());
    }

    /**
     * Builds the store of verifications in the same database, with the same settings.
     *
     * @return the store
     * @throws SessionStoreException if the tables are to be made, and the database answers that they can not be
     */
    public JdbcVerificationStore buildVerificationStore() {
        return new JdbcVerificationStore(transactions("verification"));
    }

    private Transactions transactions(String table) {
        Transactions transactions = new Transactions(settings, table);
        if (settings.createsTables()) {
            makeTables(transactions);
        }
        return transactions;
    }

    private static void makeTables(Transactions transactions) {
        try {
            transactions.own(
                    "make the tables of sessions",
                    link -> new Schema(link.rows().sql()).create(link));
        } catch (SessionStoreException e) {
            if (!Failures.isNoConnection(e.getCause())) {
                throw e;
            }
            LOG.log(WARNING, "The database does not answer; tables that are missing are made as soon as it does", e);
        }
    }
}
