// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says what a visitor agreed to. Asked whenever cookies are about to be set, by several threads at a time; if it throws,
 * that counts as {@link Consent#NONE}.
 */
@FunctionalInterface
public interface ConsentResolver {

    /**
     * Resolves the consent.
     *
     * @param request the request
     * @return what is allowed
     */
    Consent resolve(HttpServletRequest request);

    /**
     * Returns the default: an identity that the visitor's own cart needs asks for no consent.
     *
     * @return full consent, always
     */
    static ConsentResolver always() {
        return request -> Consent.FULL;
    }

    /** What a visitor agreed to. */
    enum Consent {
        /** No cookies at all: the identity lasts for the request. */
        NONE,
        /** Cookies that go when the browser closes. */
        SESSION_ONLY,
        /** Cookies that live as long as their tokens. */
        FULL
    }
}
