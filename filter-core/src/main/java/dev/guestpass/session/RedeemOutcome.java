// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.VerifiedLogin;

/** What came of a ticket that a visitor brought with their choice. */
public sealed interface RedeemOutcome {

    /**
     * The ticket was good, and the conversion was tried with the choice.
     *
     * @param outcome what came of that; unless the session was converted or there is another choice to make, the same ticket
     *     may be brought again
     * @param login the login that the ticket proves
     */
    record Redeemed(ConversionOutcome outcome, VerifiedLogin login) implements RedeemOutcome {}

    /**
     * Nothing was done.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements RedeemOutcome {}

    /** Why a ticket was refused. */
    enum Reason {
        /** It is none of this deployment's, or its key is retired. */
        NOT_A_TICKET,
        /** It was made in another session. Clients need not be told that apart from {@link #NOT_A_TICKET}. */
        OTHER_SESSION,
        /** Its time is over; the login has to be proven again. */
        EXPIRED,
        /** The choice is none of the options that were offered. The ticket is still good. */
        NOT_AN_OPTION,
        /** It led to another ticket before, or this session can not be converted for its login any more. */
        USED
    }
}
