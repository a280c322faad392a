// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import java.time.Duration;
import java.time.Instant;

/** What came of asking for a code. None of it depends on whether there is an account. */
public sealed interface VerificationStart {

    /**
     * A code is on its way.
     *
     * @param id names the verification to this session; it is no secret by itself
     * @param expiresAt when the code can no longer be used
     * @param sign four characters to show, so that a link opened on another device can be told to belong to this screen
     */
    record Started(String id, Instant expiresAt, String sign) implements VerificationStart {}

    /**
     * There were too many, for this login ID, session or address.
     *
     * @param retryAfter when there may be another
     */
    record OverBudget(Duration retryAfter) implements VerificationStart {}

    /**
     * Nothing can be sent there.
     *
     * @param reason why
     */
    record InvalidLoginId(Reason reason) implements VerificationStart {

        /** Why nothing can be sent. */
        public enum Reason {
            /** It is no login ID of the channel, or of any. */
            MALFORMED,
            /** There is no such channel, or nobody to send by it. */
            NO_CHANNEL
        }
    }

    /** The session is over: what is proven in it would be good for nothing. */
    record SessionEnded() implements VerificationStart {}
}
