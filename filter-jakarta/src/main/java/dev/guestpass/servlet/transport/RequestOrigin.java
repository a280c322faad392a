// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** Compares the {@code Origin} header (RFC 6454 §7) with the host that the request was sent to. Stateless. */
public final class RequestOrigin {

    private RequestOrigin() {}

    /**
     * Tells whether a request says that it comes from elsewhere. One that says nothing comes from no browser.
     *
     * @param request the request
     * @return whether its {@code Origin} is another one, or {@code null}
     */
    public static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !isOwn(request, origin);
    }

    private static boolean isOwn(HttpServletRequest request, String origin) {
        try {
            URI uri = URI.create(origin);
            String scheme = String.valueOf(uri.getScheme());
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return request.getServerName().equalsIgnoreCase(uri.getHost()) && isSamePort(request, port);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Behind a proxy that ends TLS and is not known to the container, port 80 is what 443 looks like from here. */
    private static boolean isSamePort(HttpServletRequest request, int port) {
        int own = request.getServerPort();
        return own == port || (own == 80 && port == 443);
    }
}
