// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Finds the account that a request is signed in to, where frameworks know logins that the container does not. For somebody
 * who is signed in no session starts, and the browser API tells the account.
 *
 * <p>Called before the application, for requests without a good token and for calls of the browser API, by several threads
 * at a time. It makes no HTTP session. If it throws, no session starts.
 */
@FunctionalInterface
public interface AccountResolver {

    /**
     * Finds the account of a request.
     *
     * @param request the request
     * @return the account's name, or empty if nobody is signed in
     */
    Optional<String> resolve(HttpServletRequest request);

    /**
     * Returns the default: the container's user principal.
     *
     * @return the resolver
     */
    static AccountResolver ofContainer() {
        return SignedInAccount::of;
    }
}
