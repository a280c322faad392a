// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.Claims;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Collects what a first request tells about its visitor: locale, campaign, storefront.
 *
 * <p>Called once per new session, before the application, by several threads at a time. It must be quick and do no I/O. If
 * it throws, or sets a reserved name, the session starts without its claims, with an event.
 */
@FunctionalInterface
public interface VisitorClaims {

    /**
     * Reads claims from a request. Everything in a request is the client's word: none of it is a right.
     *
     * @param request the first request of a visitor
     * @return the claims to start with
     */
    Claims from(HttpServletRequest request);

    /**
     * Returns a contributor that collects nothing.
     *
     * @return no claims, ever
     */
    static VisitorClaims none() {
        return request -> Claims.empty();
    }
}
