// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.conversion.VerifiedLogin;

/** What came of confirming a link. */
public sealed interface LinkConfirmation {

    /**
     * It was confirmed by the session that asked for it.
     *
     * @param login what the visitor proved
     */
    record ProvenHere(VerifiedLogin login) implements LinkConfirmation {}

    /** It was confirmed elsewhere: the session that asked for it goes on, with its next request. Nothing is proven here. */
    record ConfirmedForOtherDevice() implements LinkConfirmation {}

    /** This session did not ask for it, and the sign is not what the screen of the one that did shows. */
    record WrongSign() implements LinkConfirmation {}

    /** It was used before, and not by this session. */
    record Used() implements LinkConfirmation {}

    /** Its time is over, there is a newer one, or there never was such a link. */
    record Expired() implements LinkConfirmation {}
}
