// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionSnapshot;

/** What a store decided about a change of claims. */
public sealed interface UpdateOutcome {

    /**
     * The change is recorded.
     *
     * @param session the session with its new claims
     */
    record Updated(SessionSnapshot session) implements UpdateOutcome {}

    /**
     * The claims would have grown too large; nothing was changed.
     *
     * @param violation what is too large, and the limit
     */
    record TooLarge(String violation) implements UpdateOutcome {}

    /** The session ended or was converted before; nothing was changed. */
    record Ended() implements UpdateOutcome {}
}
