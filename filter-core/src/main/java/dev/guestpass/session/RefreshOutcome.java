// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.AnonymousPrincipal;

/** What came of presenting a genuine refresh token. */
public sealed interface RefreshOutcome {

    /**
     * The session goes on; the visitor gets new tokens.
     *
     * @param grant the session and its tokens
     */
    record Refreshed(SessionGrant grant) implements RefreshOutcome {}

    /**
     * The session is over.
     *
     * @param reason for counters; a client is never told
     */
    record Refused(Reason reason) implements RefreshOutcome {}

    /**
     * The store can not be asked now, or this node's clock is not to be trusted. The visitor's tokens must be left as they are.
     *
     * @param principal the visitor as last known, not {@linkplain AnonymousPrincipal#isLive() live}
     */
    record Unavailable(AnonymousPrincipal principal) implements RefreshOutcome {}

    /** Why a genuine refresh token is not accepted. */
    enum Reason {
        /** The session was ended or converted before, or is past its absolute end. */
        ENDED,
        /** The token came again after both sides had moved on. The session has been ended. */
        REPLAYED,
        /** The store does not know the session, and is set to refuse what it does not know. */
        UNKNOWN
    }
}
