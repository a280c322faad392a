// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.conversion.VerifiedLogin;
import java.time.Duration;

/** What came of a code. */
public sealed interface CodeCheck {

    /**
     * It was right. The same session can show it again until it expires, should what it was for have failed.
     *
     * @param login what the visitor proved
     */
    record Proven(VerifiedLogin login) implements CodeCheck {}

    /**
     * It was wrong.
     *
     * @param triesLeft how often another may be tried
     */
    record WrongCode(int triesLeft) implements CodeCheck {}

    /**
     * There were too many tries: wrong ones of this login ID, whoever made them, or any from this address. Nothing was compared.
     *
     * @param retryAfter when there may be another
     */
    record OverBudget(Duration retryAfter) implements CodeCheck {}

    /** It was tried too often, replaced by a newer one, or the login was proven by another: ask for a new one. */
    record Voided() implements CodeCheck {}

    /** Its time is over, or that of the session, or there never was such a verification: ask for a new one. */
    record Expired() implements CodeCheck {}

    /** It was sent for another session, where alone it can be used. */
    record NotHere() implements CodeCheck {}
}
