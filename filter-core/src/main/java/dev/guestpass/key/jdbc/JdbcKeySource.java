// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySealing;
import dev.guestpass.key.KeySourceException;
import dev.guestpass.key.RotatingKeySource;
import dev.guestpass.key.SealedKey;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.jdbc.KeyTable.Row;
import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys in a table that all nodes share: made by the first node that starts, rotated by one node at a time, encrypted under
 * a secret that the database does not know. Deleting a row revokes at once what its key signed.
 *
 * <p>Who inserts the next key of an algorithm first has rotated it; all others load what came of it. A table whose keys
 * can not be opened is never written to: that would end every session that they signed. Safe for use by several threads.
 */
public final class JdbcKeySource implements RotatingKeySource {

    private static final int MOST_ATTEMPTS = 10;

    private static final Logger LOG = SafeLogger.of(JdbcKeySource.class);

    private final Transactions transactions;
    private final KeySealing sealing;
    private final KeyTable table;
    private final boolean createsTable;
    private final InstantSource clock;
    private volatile @Nullable Opened last;

    /** What was read last, and what came of it. */
    private record Opened(List<Row> rows, KeyRing ring) {}

    JdbcKeySource(JdbcKeySourceBuilder builder) {
        this.transactions = new Transactions(builder.dataSource);
        this.sealing = builder.sealing;
        this.table = builder.table;
        this.createsTable = builder.createsTable;
        this.clock = builder.clock;
    }

    /**
     * Starts building.
     *
     * @param dataSource where the table is: the primary, never a replica that lags behind
     * @param sealing what encrypts the keys
     * @return a builder with all defaults
     */
    public static JdbcKeySourceBuilder builder(DataSource dataSource, KeySealing sealing) {
        return JdbcKeySourceBuilder.of(dataSource, sealing);
    }

    /**
     * Reads the table. The first time, makes keys if it is empty; a table that had keys before and has none is a fault,
     * because new ones in their place would end every session.
     *
     * @throws KeySourceException if the table can not be read or written, or its keys can not be opened or used
     */
    @Override
    public KeyRing load() {
        List<Row> rows = readOrCreateTable();
        return opened(rows.isEmpty() ? makeKeys() : rows).ring();
    }

    private List<Row> readOrCreateTable() {
        try {
            return transactions.run(table::rows);
        } catch (SQLException e) {
            if (!createsTable || last != null) {
                throw fault("read", e);
            }
            return createTable(e);
        }
    }

    private List<Row> createTable(SQLException missing) {
        try {
            transactions.change(table::create);
        } catch (SQLException e) {
            missing.addSuppressed(e); // another node may have created it at the same time
        }
        try {
            return transactions.run(table::rows);
        } catch (SQLException e) {
            throw fault("read or created", missing);
        }
    }

    private List<Row> read() {
        try {
            return transactions.run(table::rows);
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    private List<Row> makeKeys() {
        if (last != null) {
            throw new KeySourceException("The keys of table " + table.name() + " are gone: put them back", null);
        }
        KeyRing ring = KeyRing.generate(clock.instant());
        if (write(List.of(), connection -> replace(connection, List.of(), ring))) {
            LOG.log(INFO, "Made new keys in table {0}", table.name());
        }
        return read();
    }

    /**
     * Inserts the next key, dates the one before and deletes what is retired, all in one transaction.
     *
     * @throws KeySourceException if the table can not be read or written, or its keys can not be opened
     */
    @Override
    public KeyRing rotate(KeyRotation rotation, Instant now) {
        Opened before = opened(read());
        KeyRing next = rotation.apply(before.ring(), now);
        if (next == before.ring()) {
            return next;
        }
        if (write(before.rows(), connection -> replace(connection, before.rows(), next))) {
            LOG.log(INFO, "Rotated the keys in table {0}: {1}", table.name(), next.states(now));
        }
        return load();
    }

    private void replace(Connection connection, List<Row> rows, KeyRing next) throws SQLException {
        for (SigningKey key : next.keys()) {
            if (rows.stream().noneMatch(row -> row.key().id().equals(key.id()))) {
                table.insert(connection, new Row(sealing.seal(key, next.projectId()), nextNumber(rows, key)));
            }
        }
        for (Row row : rows) {
            if (!next.contains(row.key().id())) {
                table.delete(connection, row.key());
            }
        }
        List<Row> dated =
                rows.stream().filter(row -> hasOtherEnd(row.key(), next)).toList();
        update(connection, dated, next);
    }

    private static boolean hasOtherEnd(SealedKey sealed, KeyRing next) {
        Optional<Instant> end = Optional.ofNullable(sealed.retiresAt());
        return find(sealed, next).filter(key -> !key.retiresAt().equals(end)).isPresent();
    }

    private void update(Connection connection, List<Row> rows, KeyRing ring) throws SQLException {
        for (Row row : rows) {
            Optional<SigningKey> key = find(row.key(), ring);
            if (key.isPresent()) {
                table.update(connection, row.key(), sealing.seal(key.get(), ring.projectId()));
            }
        }
    }

    private static Optional<SigningKey> find(SealedKey sealed, KeyRing ring) {
        return ring.keys().stream().filter(key -> key.id().equals(sealed.id())).findFirst();
    }

    private static long nextNumber(List<Row> rows, SigningKey key) {
        return rows.stream()
                        .filter(row -> row.key().algorithm() == key.algorithm())
                        .mapToLong(Row::number)
                        .max()
                        .orElse(0)
                + 1;
    }

    /**
     * Tells whether this node wrote; a failure after which the table holds something else was another node's success. Of
     * several that deadlock the database undoes all but one, perhaps before that one is done.
     */
    private boolean write(List<Row> before, Transactions.Change change) {
        for (int attempt = 1; true; attempt++) {
            try {
                transactions.change(change);
                return true;
            } catch (SQLException e) {
                if (!read().equals(before)) {
                    return false;
                } else if (attempt == MOST_ATTEMPTS || !isUndone(e)) {
                    throw fault("written", e);
                }
            }
        }
    }

    /** Class 40 of SQL states: a deadlock or a conflict, of which nothing is left (ISO/IEC 9075-2 §24.1). */
    private static boolean isUndone(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("40");
    }

    private Opened opened(List<Row> rows) {
        @Nullable Opened known = last;
        if (known != null && known.rows().equals(rows)) {
            return known;
        }
        KeyRing ring = sealing.open(rows.stream().map(Row::key).toList(), "The key table " + table.name());
        Opened opened = new Opened(rows, ring);
        last = opened;
        sealAnew(opened);
        return opened;
    }

    /** Done as soon as a node has a new secret, so that people need not wait for a rotation until the old one can go. */
    private void sealAnew(Opened opened) {
        List<Row> old = opened.rows().stream()
                .filter(row -> !sealing.isCurrent(row.key()))
                .toList();
        if (old.isEmpty()) {
            return;
        }
        try {
            write(opened.rows(), connection -> update(connection, old, opened.ring()));
            LOG.log(INFO, "Encrypted the keys in table {0} anew, with the first secret", table.name());
        } catch (KeySourceException e) {
            LOG.log(WARNING, "The keys could not be encrypted anew; keep the secret that opens them", e);
        }
    }

    private KeySourceException fault(String what, SQLException e) {
        return new KeySourceException(
                "The key table " + table.name() + " can not be " + what + " (SQLSTATE " + e.getSQLState()
                        + "): make it from dev/guestpass/key/jdbc/schema.sql, or see to the database",
                e);
    }
}
