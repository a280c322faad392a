// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Finds the account that a request is signed in to, where frameworks know logins that the container does not. For somebody
 * who is signed in no session starts, and the browser API tells the account.
 *
 * <p>The browser API tells an account what travelled to it, and looks that up by what is told here. So where a name that
 * people choose may be the id of somebody else's account, an application tells the id that its converter gives.
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
