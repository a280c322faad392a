// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.VerificationFormat;
import dev.guestpass.store.VerificationRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the records of verifications, each by one call of the scripts for sessions: {@code body} is the record,
 * {@code until} when it may be forgotten.
 *
 * @param scripts the client
 * @param layout where the records are
 */
record VerificationRows(GuardedScripts scripts, KeyLayout layout) {

    /**
     * What a script answered.
     *
     * @param isWritten whether the record is the one that this call wrote
     * @param now the server's time
     * @param revision what changes with every change of the record; empty if there is none
     * @param record the record as it is now, or {@code null}
     */
    record Found(
            boolean isWritten,
            Instant now,
            String revision,
            @Nullable VerificationRecord record) {}

    Found read(String operation, String key) {
        return found(operation, scripts.run(operation, StoreScript.READ, List.of(layout.verification(key)), List.of()));
    }

    /** Writes a record if nobody changed it since; tells the record as it is otherwise. */
    Found replace(String operation, String key, Found before, VerificationRecord after) {
        List<String> arguments = List.of(
                before.revision(),
                SessionRows.newRevision(),
                "",
                "body",
                VerificationFormat.write(after),
                "until",
                Micros.write(after.keepUntil()));
        return found(
                operation, scripts.run(operation, StoreScript.REPLACE, List.of(layout.verification(key)), arguments));
    }

    private static Found found(String operation, List<String> answer) {
        try {
            return found(answer);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | NullPointerException e) {
            throw new SessionStoreException(
                    "Redis could not " + operation
                            + ": the key of a verification holds something else (another version or program wrote it, or"
                            + " it is damaged); delete it, or give the store a prefix of its own",
                    null);
        }
    }

    private static Found found(List<String> answer) {
        if (answer.size() < 2 || answer.size() % 2 != 0) {
            throw new IllegalArgumentException("An answer has a status, the time, and names with values");
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 2; i < answer.size(); i += 2) {
            fields.put(answer.get(i), answer.get(i + 1));
        }
        boolean isWritten = answer.get(0).equals("written");
        Instant now = Micros.read(answer.get(1));
        return fields.isEmpty()
                ? new Found(isWritten, now, "", null)
                : new Found(isWritten, now, required(fields, "rev"), record(fields));
    }

    private static VerificationRecord record(Map<String, String> fields) {
        return VerificationFormat.read(required(fields, "body"), Micros.read(required(fields, "until")));
    }

    private static String required(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
