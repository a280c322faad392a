// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.store.Patience;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionSteps;
import dev.guestpass.store.SessionStore.EndedSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table, through one connection. Each method is one statement.
 *
 * @param connection where to run it
 * @param sql its text
 * @param timeoutSeconds how long the database may take for one
 * @param shift microseconds by which tests move the store's time
 */
record Rows(Connection connection, Sql sql, int timeoutSeconds, long shift) {

    /** What is done with a statement whose parameters are to be bound. */
    interface Use<T> {
        T of(PreparedStatement statement, Parameters parameters) throws SQLException;
    }

    /** The database's time. */
    Instant time() throws SQLException {
        return run(sql.time(), (statement, parameters) -> {
            parameters.number(shift);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return Micros.instant(found.getLong(1));
            }
        });
    }

    /** Reads without locking anything. */
    Reading read(SessionId id) throws SQLException {
        return run(sql.read(), (statement, parameters) -> {
            parameters.number(shift).text(id.value());
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return reading(id, found);
            }
        });
    }

    /** Locks the row until the transaction ends; empty if there is none. */
    Optional<Reading> lock(SessionId id) throws SQLException {
        return run(sql.lock(), (statement, parameters) -> {
            parameters.number(shift).text(id.value());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(reading(id, found)) : Optional.empty();
            }
        });
    }

    private static Reading reading(SessionId id, ResultSet found) throws SQLException {
        Instant now = Micros.instant(found.getLong("store_now"));
        long revision = found.getLong("revision");
        return new Reading(id, now, found.wasNull() ? null : RowFormat.read(found), revision);
    }

    /** Writes, unless the row was written or made since the reading. Tells whether it did. */
    boolean write(Reading since, SessionRecord after) throws SQLException {
        Patience.requireSomebodyWaits();
        return since.row() == null ? insert(since.id(), after) : update(since, after);
    }

    private boolean insert(SessionId id, SessionRecord after) throws SQLException {
        try {
            return run(sql.insert(), (statement, parameters) -> {
                RowFormat.bind(after, parameters.text(id.value()));
                return statement.executeUpdate() == 1;
            });
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean update(Reading since, SessionRecord after) throws SQLException {
        return run(sql.update(), (statement, parameters) -> {
            RowFormat.bind(after, parameters);
            parameters.text(since.id().value()).number(since.revision());
            return statement.executeUpdate() == 1;
        });
    }

    /** Rotates if that is an ordinary case, in one statement; empty, and nothing is changed, if it is not. */
    Optional<SessionRecord> rotate(SessionSnapshot presented) throws SQLException {
        RotationSql rotation = new RotationSql(sql);
        if (!rotation.isSupported()) {
            return Optional.empty();
        } else if (presented.generation() > 0 || presented.claimsVersion() > 0) {
            return run(rotation.rotate(), (statement, parameters) -> {
                bindOrdinary(
                        presented,
                        parameters.number(shift).text(presented.sessionId().value()));
                return rotated(statement);
            });
        }
        try {
            return run(rotation.rotateOrInsert(), (statement, parameters) -> {
                bindFirst(presented, parameters.number(shift));
                return rotated(statement);
            });
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void bindFirst(SessionSnapshot presented, Parameters parameters) throws SQLException {
        if (sql.dialect() == Dialect.H2) {
            bindOrdinary(presented, parameters.text(presented.sessionId().value()));
            bindBorn(presented, parameters.moment(presented.end()));
        } else {
            bindBorn(presented, parameters);
            bindOrdinary(presented, parameters.moment(presented.end()));
        }
    }

    private static void bindOrdinary(SessionSnapshot presented, Parameters parameters) throws SQLException {
        parameters
                .number(presented.generation())
                .number(presented.claimsVersion())
                .moment(presented.end())
                .moment(presented.end())
                .text(presented.generation() - SessionSteps.MAX_FIRST_USES + ":%");
    }

    private static void bindBorn(SessionSnapshot presented, Parameters parameters) throws SQLException {
        long lifetime = Micros.of(presented.lifetime());
        parameters
                .text(presented.sessionId().value())
                .text(presented.subject())
                .text(presented.tenantOrNull())
                .text(RowFormat.claims(presented.claims()))
                .number(lifetime)
                .moment(presented.end())
                .moment(presented.expiresAt().plus(SessionRecord.MARGIN))
                .number(lifetime)
                .moment(presented.end());
    }

    private static Optional<SessionRecord> rotated(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(RowFormat.read(row)) : Optional.empty();
        }
    }

    List<EndedSession> endedSince(Instant since) throws SQLException {
        return run(sql.endedSince(), (statement, parameters) -> {
            parameters.moment(since);
            List<EndedSession> ended = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ended.add(new EndedSession(new SessionId(row.getString(1)), Micros.instant(row.getLong(2))));
                }
            }
            return List.copyOf(ended);
        });
    }

    /** Locks rows that have expired, but none that another transaction has locked, until the transaction ends. */
    List<String> lockExpired(String table, Instant now, int limit) throws SQLException {
        return run(sql.lockExpired(table), (statement, parameters) -> {
            parameters.moment(now).number(shift).number(limit);
            List<String> sids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sids.add(row.getString(1));
                }
            }
            return sids;
        });
    }

    int delete(String table, List<String> sids) throws SQLException {
        return run(sql.delete(table, sids.size()), (statement, parameters) -> {
            for (String sid : sids) {
                parameters.text(sid);
            }
            return statement.executeUpdate();
        });
    }

    /** Keeps a receipt where it can be looked up; one of the same session goes. */
    void keep(ConversionReceipt receipt, Instant now, Duration keep) throws SQLException {
        run(sql.keep(), (statement, parameters) -> {
            LineageFormat.bind(receipt, parameters);
            parameters.moment(now).moment(now.plus(keep));
            return statement.executeUpdate();
        });
    }

    /** The receipts with a value in one of the columns that have an index, the latest first. */
    List<ConversionReceipt> receipts(String column, String value, int limit) throws SQLException {
        return run(sql.receipts(column), (statement, parameters) -> {
            parameters.text(value).number(shift).number(limit);
            List<ConversionReceipt> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(LineageFormat.read(row));
                }
            }
            return List.copyOf(found);
        });
    }

    /** H2 keeps a statement's time limit for the whole connection, which others use after us: so it is put back. */
    <T> T run(String text, Use<T> use) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int before = statement.getQueryTimeout();
            statement.setQueryTimeout(timeoutSeconds);
            try {
                return use.of(statement, new Parameters(statement));
            } finally {
                Quietly.run(() -> statement.setQueryTimeout(before));
            }
        }
    }
}
