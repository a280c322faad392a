// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import java.time.Instant;

/** What the page that a link leads to may say. To look consumes nothing, so scanners of mail do no harm. */
public sealed interface LinkView {

    /**
     * The link can be confirmed.
     *
     * @param isHere whether this session asked for it; if not, the page says "only go on if the other screen shows" the sign
     * @param startedAt when it was asked for
     * @param sign the four characters that the screen that asked for it shows
     */
    record Open(boolean isHere, Instant startedAt, String sign) implements LinkView {}

    /** It was used before, and not by this session. */
    record Used() implements LinkView {}

    /** Its time is over, there is a newer one, or there never was such a link. */
    record Expired() implements LinkView {}
}
