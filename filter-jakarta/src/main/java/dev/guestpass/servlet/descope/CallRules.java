// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.SessionSnapshot;

/** What the filter says about one call. For the thread of its request. */
public interface CallRules {

    /**
     * Tells whether the request is for the tenant of a session.
     *
     * @param session whose it is
     * @return {@code false} if the session counts as absent
     */
    boolean isForTenantOf(SessionSnapshot session);

    /**
     * Tells whether the address that the request comes from may have other tokens signed, and counts it.
     *
     * @return {@code false} if it has had its share
     */
    boolean mayExchange();
}
