// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.servlet.transport.CookieSettings.Prefix;
import dev.guestpass.servlet.transport.CookieSettings.SameSite;
import jakarta.servlet.http.HttpServletRequest;

/** What all our cookies have in common on one request: the prefix of their names, and their attributes. */
record CookieForm(CookieSettings settings) {

    String name(HttpServletRequest request, String name) {
        return prefix(request).concat(name);
    }

    String prefix(HttpServletRequest request) {
        if (settings.prefix() == Prefix.NEVER || !request.isSecure()) {
            return "";
        }
        return settings.domain() == null ? "__Host-" : "__Secure-";
    }

    /** Browsers drop {@code SameSite=None} and {@code Partitioned} cookies that are not secure, so http gets Lax. */
    String attributes(HttpServletRequest request) {
        boolean secure = request.isSecure();
        boolean lax = settings.sameSite() == SameSite.NONE && !secure;
        StringBuilder attributes = new StringBuilder("; Path=/");
        if (settings.domain() != null) {
            attributes.append("; Domain=").append(settings.domain());
        }
        attributes.append(secure ? "; Secure" : "").append("; HttpOnly; SameSite=");
        attributes.append(lax ? SameSite.LAX.attribute() : settings.sameSite().attribute());
        return attributes
                .append(settings.partitioned() && secure ? "; Partitioned" : "")
                .toString();
    }
}
