// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

/** What came of a change of claims. */
public sealed interface ClaimsOutcome {

    /**
     * The change is recorded; the visitor needs the new tokens to carry it.
     *
     * @param grant the session with its new claims
     */
    record Updated(SessionGrant grant) implements ClaimsOutcome {}

    /** Nothing was changed, because the session is not as the change takes it to be: see {@link dev.guestpass.TenantRule}. */
    record Refused() implements ClaimsOutcome {}

    /** The session was ended or converted before. */
    record Ended() implements ClaimsOutcome {}
}
