// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import java.time.Instant;

/** What the page that a link leads to may say. To look consumes nothing, so scanners of mail do no harm. */
public sealed interface LinkView {

    /**
     * The link can be confirmed.
     *
     * @param isHere whether this session asked for it; if not, the page asks for the sign that the other screen shows, and does
     *     not tell it: who has not begun this does not know it
     * @param startedAt when it was asked for
     */
    record Open(boolean isHere, Instant startedAt) implements LinkView {}

    /** It was used before, and not by this session. */
    record Used() implements LinkView {}

    /** Its time is over, there is a newer one, or there never was such a link. */
    record Expired() implements LinkView {}
}
