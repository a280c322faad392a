// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.ClaimsUpdated;
import dev.guestpass.event.SessionEvent.ConversionFailed;
import dev.guestpass.event.SessionEvent.Refreshed;
import dev.guestpass.event.SessionEvent.Refused;
import dev.guestpass.event.SessionEvent.Replayed;
import dev.guestpass.event.SessionEvent.Returned;
import dev.guestpass.event.SessionEvent.Started;
import dev.guestpass.event.SessionEvent.StoreUnavailable;
import dev.guestpass.event.SessionEvent.VerificationProven;
import dev.guestpass.event.SessionEvent.VerificationStarted;
import dev.guestpass.event.SessionEvent.Withheld;
import java.util.Locale;

/** Puts an event into words. None of them names a token, a code or an address. */
final class Decision {

    static final String KNOWN = "Known: the session token was good, so nothing was asked, signed or written.";

    private Decision() {}

    static String of(SessionEvent event) {
        if (event instanceof Started) {
            return "New: no token of ours came with it, so an identity was issued.";
        } else if (event instanceof Returned) {
            return "Back for the first time: a token that was issued came with it.";
        } else if (event instanceof Refreshed it) {
            return "Refreshed to generation " + it.generation() + " ("
                    + it.how().name().toLowerCase(Locale.ROOT)
                    + "): the session token was over, the refresh token was good.";
        } else if (event instanceof Replayed) {
            return "Ended: a refresh token came again after it was replaced, so somebody has a copy.";
        } else if (event instanceof ClaimsUpdated it) {
            return "Claims changed: " + String.join(", ", it.names()) + ".";
        }
        return ofRest(event);
    }

    private static String ofRest(SessionEvent event) {
        if (event instanceof VerificationStarted) {
            return "A code was asked for.";
        } else if (event instanceof VerificationProven) {
            return "An address was proven.";
        } else if (event instanceof ConversionFailed) {
            return "Stays anonymous: the shop could not take over what was collected. It is tried again.";
        } else if (event instanceof Withheld it) {
            return "No cookies, because: " + it.reason() + ".";
        } else if (event instanceof Refused it) {
            return "Refused a " + it.what().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + it.reason()
                    + ".";
        } else if (event instanceof StoreUnavailable) {
            return "Served as last known: the store did not answer.";
        }
        return event.getClass().getSimpleName() + ".";
    }
}
