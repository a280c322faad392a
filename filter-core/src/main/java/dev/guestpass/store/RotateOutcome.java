// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionSnapshot;

/** What a store decided about a refresh token. */
public sealed interface RotateOutcome {

    /**
     * The usual case: the next generation began.
     *
     * @param session the session at its new generation
     */
    record Rotated(SessionSnapshot session) implements RotateOutcome {}

    /**
     * Nothing changed; the presented generation, or one close behind it, is answered with the current one.
     *
     * @param session the session at its current generation
     */
    record Repeated(SessionSnapshot session) implements RotateOutcome {}

    /**
     * The store knew less than the token, and went on from the token.
     *
     * @param session the session at its new generation
     */
    record Adopted(SessionSnapshot session) implements RotateOutcome {}

    /**
     * A generation came again after its time: the session has been ended by this step.
     *
     * @param session the session as it was, with the generation that was current
     */
    record Replayed(SessionSnapshot session) implements RotateOutcome {}

    /** The session ended or was converted before, or is past its absolute end. */
    record Ended() implements RotateOutcome {}

    /** The store does not know the session and the policy is to refuse it. */
    record Unknown() implements RotateOutcome {}
}
