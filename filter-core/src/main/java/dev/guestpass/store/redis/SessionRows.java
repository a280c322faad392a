// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.SessionRecord;
import dev.guestpass.store.SessionStoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads and writes single records, each by one call.
 *
 * @param scripts the client
 * @param layout where the records are
 */
record SessionRows(GuardedScripts scripts, KeyLayout layout) {

    /** The time of one server; those of a cluster have to agree anyhow. */
    Instant time() {
        String operation = "tell the time";
        List<String> answer = scripts.run(operation, StoreScript.TIME, layout.feed(0), List.of());
        return Micros.read(answer.get(1));
    }

    Row read(String operation, SessionId id) {
        return row(operation, id, scripts.run(operation, StoreScript.READ, List.of(layout.record(id)), List.of()));
    }

    /** Begins the next generation in the usual case; tells the record as it is in all others. */
    Row rotate(String operation, SessionSnapshot presented) {
        SessionId id = presented.sessionId();
        List<String> arguments = new ArrayList<>(List.of(newRevision()));
        addFields(arguments, RecordFields.write(presented));
        return row(operation, id, scripts.run(operation, StoreScript.ROTATE, List.of(layout.record(id)), arguments));
    }

    /** Writes a record if nobody changed it since; tells the record as it is otherwise. */
    Row replace(String operation, SessionId id, Row before, SessionRecord after) {
        List<String> arguments = new ArrayList<>(List.of(before.revision(), newRevision(), id.value()));
        addFields(arguments, RecordFields.write(after));
        return row(operation, id, scripts.run(operation, StoreScript.REPLACE, layout.recordAndFeed(id), arguments));
    }

    private static void addFields(List<String> arguments, Map<String, String> fields) {
        fields.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
    }

    /** Random, and so nobody else's: what has it was written by this call, even if the network carried the call twice. */
    static String newRevision() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    private static Row row(String operation, SessionId id, List<String> answer) {
        try {
            return Row.read(id, answer);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new SessionStoreException(
                    "Redis could not " + operation
                            + ": the key of a session's record holds something else (another version or program wrote it,"
                            + " or it is damaged); delete it, or give the store a prefix of its own",
                    null);
        }
    }
}
