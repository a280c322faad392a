// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.store.SessionRecord.Completed;
import java.time.Instant;

/**
 * What is written down of a session that is over.
 *
 * @param row the record
 * @param lineageUntil how long its receipt can be looked up; means nothing if there is none
 */
record Tombstone(SessionRecord row, Instant lineageUntil) {

    /** Tells whether something still needs it: a token that may come, or somebody who asks for the receipt. */
    boolean isNeeded(Instant now) {
        return isTomb(now) || isLineage(now);
    }

    boolean isTomb(Instant now) {
        return row.keepUntil().isAfter(now);
    }

    boolean isLineage(Instant now) {
        Completed conversion = row.conversion();
        return conversion != null && lineageUntil.isAfter(now);
    }
}
