// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.SessionId;
import dev.guestpass.store.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was found under a session's id.
 *
 * @param id the session
 * @param now store time, of the same statement
 * @param row what the row holds, or {@code null} if there is none
 * @param revision how often the row was written, which tells whether it was written since
 */
record Reading(SessionId id, Instant now, @Nullable SessionRecord row, long revision) {

    /** The record to decide by: one that has outlived its last token is as good as none, also before it is deleted. */
    @Nullable
    SessionRecord before() {
        return row != null && row.keepUntil().isAfter(now) ? row : null;
    }
}
