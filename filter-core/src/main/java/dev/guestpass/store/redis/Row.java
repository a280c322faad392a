// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.SessionId;
import dev.guestpass.store.SessionRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a script answered about one session.
 *
 * @param isWritten whether the record is the one that this call wrote
 * @param now the server's time
 * @param revision what changes with every change of the record; empty if there is none
 * @param record the record as it is now, or {@code null}
 */
record Row(
        boolean isWritten,
        Instant now,
        String revision,
        @Nullable SessionRecord record) {

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if it is none, or if the record in it is
     *     damaged
     */
    static Row read(SessionId id, List<String> answer) {
        if (answer.size() < 2 || answer.size() % 2 != 0) {
            throw new IllegalArgumentException("An answer has a status, the time, and names with values");
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 2; i < answer.size(); i += 2) {
            fields.put(answer.get(i), answer.get(i + 1));
        }
        String revision = fields.getOrDefault("rev", "");
        if (revision.isEmpty() != fields.isEmpty()) {
            throw new IllegalArgumentException("A record has a revision");
        }
        SessionRecord record = fields.isEmpty() ? null : RecordFields.read(id, fields);
        return new Row(answer.get(0).equals("written"), Micros.read(answer.get(1)), revision, record);
    }
}
