// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.LineageStore;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionSteps;
import dev.guestpass.store.SessionStore;
import dev.guestpass.token.ClaimLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Remembers sessions in a relational database that all nodes share: PostgreSQL, MySQL, MariaDB or H2.
 *
 * <pre>{@code
 * SessionStore store = JdbcSessionStore.builder(dataSource).createTables().build();
 * }</pre>
 *
 * <h2>Transactions</h2>
 *
 * <p>Every operation is one atomic step, durable when it returns. All but the three of a conversion work on a connection
 * and a transaction of their own, whatever the caller has open, so that a session which was ended stays ended when the
 * request fails. They commit even where the pool's connections come with auto-commit off, and give the connection back
 * with auto-commit as it was. A caller inside a transaction therefore takes a second connection from the pool for a
 * moment: give the pool at least two more than there can be such callers.
 *
 * <p>{@link #beginConversion}, {@link #completeConversion} and {@link #abandonConversion} do the same, unless the builder
 * was given {@linkplain JdbcSessionStoreBuilder#joinTransactionsOf a DataSource that knows the caller's transaction}. Then,
 * if the connection that it gives has auto-commit off, the step joins: it runs on that connection, and neither commits nor
 * rolls back. It takes effect when the caller commits, together with what the converter wrote. A step that fails has left
 * such a transaction in a state that only a rollback helps. Other nodes learn of a conversion by a feed that looks back one
 * minute, so a transaction should not stay open longer than that after a completion.
 *
 * <p>READ COMMITTED is all that is needed. With a stricter default, a step that the database undoes for a conflict is
 * repeated a few times, as after a deadlock, but never in a transaction of the caller's: so that should be READ COMMITTED
 * as well, and the caller should be ready to repeat it.
 *
 * <h2>Time</h2>
 *
 * <p>Time is the database's, kept as microseconds of UTC. Neither the clock nor the time zone of a node, or of a database
 * session, makes a difference.
 *
 * <h2>Failures and timeouts</h2>
 *
 * <p>Whatever goes wrong is a {@link dev.guestpass.store.SessionStoreException} that names the operation and no values; its
 * cause is the driver's exception. An interrupted thread keeps its flag. A statement is cancelled after the
 * {@linkplain JdbcSessionStoreBuilder#timeBudget time budget}, and the connection given up one second later if the server
 * does not answer at all. How long a caller waits for a connection is the pool's to bound, and methods are called on
 * request threads: set HikariCP's {@code connectionTimeout} to a second, and for PostgreSQL {@code connectTimeout=1} and
 * {@code cancelSignalTimeout=1} in the URL, because the driver waits for a cancellation that it has sent.
 *
 * <p>Safe for use by several threads.
 */
public final class JdbcSessionStore implements SessionStore, LineageStore {

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Duration keepLineage;

    JdbcSessionStore(Transactions transactions, Duration keepLineage) {
        this.transactions = transactions;
        this.keepLineage = keepLineage;
    }

    /**
     * Starts building a store.
     *
     * @param source gives connections that are in no transaction of the caller's: a pool, not a proxy that is aware of
     *     transactions; see {@link JdbcSessionStoreBuilder#joinTransactionsOf} for that
     * @return a builder with the defaults: tables that begin with {@code guestpass_} and exist already, two seconds
     */
    public static JdbcSessionStoreBuilder builder(DataSource source) {
        return JdbcSessionStoreBuilder.of(source);
    }

    @Override
    public RotateOutcome rotate(SessionSnapshot presented, RotationPolicy policy) {
        return transactions.own(
                "rotate a session",
                link -> Steps.run(
                        link,
                        presented.sessionId(),
                        (before, now) -> SessionSteps.rotate(before, presented, policy, now),
                        rows -> ordinary(rows, presented, policy)));
    }

    private static Optional<RotateOutcome> ordinary(Rows rows, SessionSnapshot presented, RotationPolicy policy)
            throws SQLException {
        Optional<SessionRecord> rotated = policy.rotate() ? rows.rotate(presented) : Optional.empty();
        return rotated.map(row -> new RotateOutcome.Rotated(row.session()));
    }

    @Override
    public InspectOutcome inspect(SessionSnapshot presented, RotationPolicy policy) {
        Reading reading = transactions.own(
                "inspect a session", link -> link.statementByStatement(rows -> rows.read(presented.sessionId())));
        return SessionSteps.inspect(reading.before(), presented, policy, reading.now());
    }

    @Override
    public UpdateOutcome updateClaims(SessionSnapshot known, ClaimsChange change, ClaimLimits limits) {
        return transactions.own(
                "change the claims of a session",
                link -> Steps.run(
                        link,
                        known.sessionId(),
                        (before, now) -> SessionSteps.updateClaims(before, known, change, limits)));
    }

    /** {@inheritDoc} Joins the caller's transaction if the builder was told how. */
    @Override
    public BeginOutcome beginConversion(SessionSnapshot known, ConversionClaim claim) {
        return transactions.joining(
                "begin a conversion",
                link -> Steps.run(
                        link,
                        known.sessionId(),
                        (before, now) -> SessionSteps.beginConversion(before, known, claim, now)));
    }

    /**
     * {@inheritDoc} Joins the caller's transaction if the builder was told how. The receipt is kept for look-ups in the same
     * transaction.
     */
    @Override
    public ConversionReceipt completeConversion(
            SessionSnapshot known, ConversionClaim claim, ConversionReceipt receipt) {
        return transactions.joining(
                "complete a conversion",
                link -> Steps.runWith(
                        link,
                        known.sessionId(),
                        (before, now) -> SessionSteps.completeConversion(before, known, claim, receipt, now),
                        (rows, now) -> rows.keep(receipt, now, keepLineage)));
    }

    /** {@inheritDoc} Joins the caller's transaction if the builder was told how. */
    @Override
    public void abandonConversion(SessionSnapshot known, ConversionClaim claim) {
        transactions.joining(
                "abandon a conversion",
                link -> Steps.run(
                        link, known.sessionId(), (before, now) -> SessionSteps.abandonConversion(before, claim)));
    }

    @Override
    public boolean joinsTransactions() {
        return transactions.canJoin();
    }

    @Override
    public Optional<LineageStore> lineage() {
        return Optional.of(this);
    }

    @Override
    public Optional<ConversionReceipt> receiptOf(String subject) {
        return receipts(LineageFormat.SUBJECT, subject, 1).stream().findFirst();
    }

    @Override
    public List<ConversionReceipt> receiptsOf(String accountId, int limit) {
        return receipts(LineageFormat.ACCOUNT, accountId, limit);
    }

    private List<ConversionReceipt> receipts(String column, String value, int limit) {
        return transactions.own(
                "look receipts up", link -> link.statementByStatement(rows -> rows.receipts(column, value, limit)));
    }

    @Override
    public void end(SessionSnapshot known) {
        transactions.own(
                "end a session",
                link -> Steps.run(link, known.sessionId(), (before, now) -> SessionSteps.end(before, known, now)));
    }

    @Override
    public List<EndedSession> endedSince(Instant since) {
        return transactions.own(
                "list ended sessions", link -> link.statementByStatement(rows -> rows.endedSince(since)));
    }

    @Override
    public Optional<Instant> time() {
        return Optional.of(transactions.own("tell the time", link -> link.statementByStatement(Rows::time)));
    }

    /**
     * {@inheritDoc} Works in short transactions of {@value #BATCH} rows, and passes over rows that somebody else has locked.
     * Receipts that are no longer to be looked up go as well, and count as records. The database's own time bounds {@code now}, so that a node whose clock is ahead deletes nothing too early.
     */
    @Override
    public int deleteExpired(Instant now, int limit) {
        int sessions = deleteExpired(Sql::table, now, limit);
        return sessions + deleteExpired(Sql::lineage, now, limit - sessions);
    }

    private int deleteExpired(Function<Sql, String> table, Instant now, int limit) {
        int deleted = 0;
        int found = 1;
        while (found > 0 && deleted < limit) {
            int most = Math.min(BATCH, limit - deleted);
            found = transactions.own(
                    "delete expired sessions",
                    link -> link.inOneTransaction(rows -> deleteBatch(rows, table.apply(rows.sql()), now, most)));
            deleted += found;
        }
        return deleted;
    }

    private static int deleteBatch(Rows rows, String table, Instant now, int limit) throws SQLException {
        List<String> expired = rows.lockExpired(table, now, limit);
        return expired.isEmpty() ? 0 : rows.delete(table, expired);
    }
}
