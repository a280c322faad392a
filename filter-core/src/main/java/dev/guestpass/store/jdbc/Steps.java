// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.SessionId;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionSteps.Step;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes "read, decide, write" one atomic step, in one of two ways. By comparison: what was decided is written only if the
 * row is still the one that was read; no lock is held while a node computes, stands still or dies. By lock: for those who
 * lose such a race, and within a transaction of the caller's.
 */
final class Steps {

    private Steps() {}

    /** What to do with a record, at a moment of store time: a function of {@link dev.guestpass.store.SessionSteps}. */
    interface Decision<T> {
        Step<T> on(@Nullable SessionRecord before, Instant now);
    }

    /** What else is to be written, in the same transaction, if a step changes the record. */
    interface Consequence {
        void of(Rows rows, Instant now) throws SQLException;
    }

    static <T> T run(Link link, SessionId id, Decision<T> decision) throws SQLException {
        return run(link, id, decision, rows -> Optional.empty());
    }

    /** Tries a shortcut first, which either takes the whole step or changes nothing. */
    static <T> T run(Link link, SessionId id, Decision<T> decision, Link.Work<Optional<T>> shortcut)
            throws SQLException {
        if (link.isJoined()) {
            return locked(link.rows(), id, decision);
        }
        Optional<T> outcome = link.statementByStatement(rows -> {
            Optional<T> quick = shortcut.on(rows);
            return quick.isPresent() ? quick : compared(rows.read(id), rows, decision);
        });
        return outcome.isPresent() ? outcome.get() : link.inOneTransaction(rows -> locked(rows, id, decision));
    }

    /** Takes a step whose change is written together with something else, in one transaction or not at all. */
    static <T> T runWith(Link link, SessionId id, Decision<T> decision, Consequence consequence) throws SQLException {
        Link.Work<T> work = rows -> {
            Taken<T> taken = new Taken<>(decision);
            T outcome = locked(rows, id, taken);
            if (taken.isChange) {
                consequence.of(rows, taken.at);
            }
            return outcome;
        };
        return link.isJoined() ? work.on(link.rows()) : link.inOneTransaction(work);
    }

    /** Notes what was decided last: the step that is taken in the end. */
    private static final class Taken<T> implements Decision<T> {

        private final Decision<T> decision;
        private boolean isChange;
        private Instant at = Instant.EPOCH;

        Taken(Decision<T> decision) {
            this.decision = decision;
        }

        @Override
        public Step<T> on(@Nullable SessionRecord before, Instant now) {
            Step<T> step = decision.on(before, now);
            isChange = step.after() != null && !step.after().equals(before);
            at = now;
            return step;
        }
    }

    /** Empty, and nothing is changed, if the row was written or made since the reading. */
    static <T> Optional<T> compared(Reading reading, Rows rows, Decision<T> decision) throws SQLException {
        Step<T> step = decision.on(reading.before(), reading.now());
        SessionRecord after = step.after();
        boolean isDone = after == null || after.equals(reading.before()) || rows.write(reading, after);
        return isDone ? Optional.of(step.outcome()) : Optional.empty();
    }

    /** A row that is not there is not locked either: MySQL would lock the gap, and so sessions that have nothing to do with it. */
    static <T> T locked(Rows rows, SessionId id, Decision<T> decision) throws SQLException {
        Reading reading = rows.read(id);
        Optional<T> outcome = reading.row() == null ? compared(reading, rows, decision) : Optional.empty();
        if (outcome.isPresent()) {
            return outcome.get();
        }
        Optional<Reading> locked = rows.lock(id);
        if (locked.isPresent()) {
            outcome = compared(locked.get(), rows, decision);
        }
        return outcome.orElseThrow(() -> new SQLTransactionRollbackException("The row came and went", "40001"));
    }
}
