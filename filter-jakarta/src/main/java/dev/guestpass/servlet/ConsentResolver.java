// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says what a visitor agreed to. Asked whenever cookies are about to be set, by several threads at a time; if it throws,
 * that counts as {@link Consent#NONE}.
 *
 * <p>A change of mind changes how long cookies live and never who the visitor is. It shows in the next cookies that are
 * set, which {@code POST session/refresh} does at once. Cookies that a visitor has from before they withdrew are deleted by
 * {@code DELETE session} or {@link AnonymousSession#end()}, not by a page that happens to be opened.
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

    /**
     * Makes a resolver that reads what the application's own banner wrote down: {@code none}, {@code session} or {@code full}
     * in a cookie, in whatever case.
     *
     * @param name the cookie's name
     * @param otherwise what counts while the cookie is missing or says something else
     * @return the resolver
     */
    static ConsentResolver byCookie(String name, Consent otherwise) {
        return new CookieConsent(name, otherwise);
    }

    /**
     * Makes a resolver that takes {@code Sec-GPC: 1} (Global Privacy Control) for a wish not to be remembered for longer than
     * the browser is open. The signal is about selling and sharing, which an identity for a cart is not: an application may do
     * this much, and need not.
     *
     * @return the resolver
     */
    static ConsentResolver byGlobalPrivacyControl() {
        return request -> "1".equals(request.getHeader("Sec-GPC")) ? Consent.SESSION_ONLY : Consent.FULL;
    }

    /**
     * Asks another resolver too; who allows less counts.
     *
     * @param other another one
     * @return both in one
     */
    default ConsentResolver and(ConsentResolver other) {
        return request -> {
            Consent one = resolve(request);
            Consent two = other.resolve(request);
            return one.compareTo(two) < 0 ? one : two;
        };
    }

    /** What a visitor agreed to, the least first. */
    enum Consent {
        /** No cookies at all: the identity lasts for the request. */
        NONE,
        /** Cookies that go when the browser closes. */
        SESSION_ONLY,
        /** Cookies that live as long as their tokens. */
        FULL
    }
}
