// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import java.time.Instant;

/** What a store decided about a claim to convert a session. */
public sealed interface BeginOutcome {

    /**
     * The session is claimed; the converter may run.
     *
     * @param session the session, with the newest claims
     */
    record Begun(SessionSnapshot session) implements BeginOutcome {}

    /**
     * Someone else's claim is still good.
     *
     * @param until when it runs out
     */
    record InProgress(Instant until) implements BeginOutcome {}

    /**
     * The session was converted before, by the same login ID.
     *
     * @param receipt what happened
     */
    record AlreadyConverted(ConversionReceipt receipt) implements BeginOutcome {}

    /** Another login ID converted the session, or began to and may have moved something already. */
    record ForAnotherLogin() implements BeginOutcome {}

    /** The session ended before. */
    record Ended() implements BeginOutcome {}
}
