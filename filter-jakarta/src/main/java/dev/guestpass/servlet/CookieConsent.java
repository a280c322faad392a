// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * What the application's own banner wrote into a cookie.
 *
 * @param name the cookie's name
 * @param otherwise what counts if it says nothing
 */
record CookieConsent(String name, Consent otherwise) implements ConsentResolver {

    CookieConsent {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A cookie of consent needs a name");
        }
        Objects.requireNonNull(otherwise, "otherwise");
    }

    /** Of several cookies the strictest counts: a neighbour may have planted one, and can not widen what was agreed to. */
    @Override
    public Consent resolve(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Arrays.stream(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> said(cookie.getValue()))
                .min(Consent::compareTo)
                .orElse(otherwise);
    }

    private Consent said(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "none" -> Consent.NONE;
            case "session" -> Consent.SESSION_ONLY;
            case "full" -> Consent.FULL;
            default -> otherwise;
        };
    }
}
