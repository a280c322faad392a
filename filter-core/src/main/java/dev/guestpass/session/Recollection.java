// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.SessionId;

/** What can be told of a session token without checking its signature. */
public sealed interface Recollection {

    /**
     * It is certain.
     *
     * @param answer what it was found to be before, or is whatever its signature: expired, malformed, foreign
     */
    record Certain(Authentication answer) implements Recollection {}

    /**
     * Only its signature can tell.
     *
     * @param session which session it says that it is of, which is not to be believed
     */
    record Unverified(SessionId session) implements Recollection {}
}
