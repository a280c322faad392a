// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.token.VerificationResult.Reason;

/** What a token says about who is there, without changing anything. */
public sealed interface Authentication {

    /**
     * The token is good.
     *
     * @param principal the visitor
     * @param session the session as far as the token knows it
     */
    record Authenticated(AnonymousPrincipal principal, SessionSnapshot session) implements Authentication {}

    /** The token is genuine, and its time is over. */
    record Expired() implements Authentication {}

    /** The token is genuine, but its session was ended or converted. */
    record Ended() implements Authentication {}

    /**
     * The token is genuine, but the store, which knows whether the session is over, can not be asked.
     *
     * @param principal the visitor as last known, not {@linkplain AnonymousPrincipal#isLive() live}
     */
    record Unconfirmed(AnonymousPrincipal principal) implements Authentication {}

    /**
     * The text is no token that is accepted here.
     *
     * @param reason for counters; by some of them {@linkplain Reason#maybeOurs() the token may yet turn out to be genuine}
     */
    record Refused(Reason reason) implements Authentication {}
}
