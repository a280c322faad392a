// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import java.time.Instant;
import java.util.List;

/** What came of an attempt to convert, for its caller. */
public sealed interface ConversionOutcome {

    /**
     * The conversion took effect just now. All tokens of the session are dead.
     *
     * @param receipt what happened
     */
    record Converted(ConversionReceipt receipt) implements ConversionOutcome {}

    /**
     * The session was converted before, by the same login ID. Nobody else is told.
     *
     * @param receipt what happened then
     */
    record AlreadyConverted(ConversionReceipt receipt) implements ConversionOutcome {}

    /**
     * The person has to choose; the visitor stays anonymous and alive.
     *
     * @param ticket what to come back with, besides the choice
     * @param options what to choose from
     * @param expiresAt when the ticket is no longer good
     */
    record ChoiceNeeded(ConversionTicket ticket, List<String> options, Instant expiresAt) implements ConversionOutcome {
        /**
         * Copies the options.
         *
         * @param ticket see {@link #ticket()}
         * @param options see {@link #options()}
         * @param expiresAt see {@link #expiresAt()}
         */
        public ChoiceNeeded {
            options = List.copyOf(options);
        }
    }

    /**
     * There is nothing to convert for this login: the application refused, the session ended, or it belongs to another
     * login ID.
     *
     * @param reason a text of the application's, or one of ours that tells nothing of an account
     */
    record Rejected(String reason) implements ConversionOutcome {

        /** The reason where the session is over, or belongs to another login ID. */
        public static final String NO_SESSION = "There is no session here to convert for this login";

        /** The reason where a store has no record of a session that it should have one of. */
        public static final String UNKNOWN_SESSION = "The session store does not know this session";

        /**
         * Tells whether the library refused, without asking the application: what stands in the way may pass.
         *
         * @return {@code false} if the application's converter decided so
         */
        public boolean isOurs() {
            return reason.equals(NO_SESSION) || reason.equals(UNKNOWN_SESSION);
        }
    }

    /**
     * Another request is converting this session right now.
     *
     * @param until when its claim runs out at the latest
     */
    record InProgress(Instant until) implements ConversionOutcome {}
}
