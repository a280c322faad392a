// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Notices a proxy that ends TLS and that the container was not told of, which costs cookies their {@code Secure}. */
final class ProxiedHttps {

    private static final Logger LOG = SafeLogger.of(CookieTransport.class);

    private final AtomicBoolean told = new AtomicBoolean();

    /** Says so once: each visitor's first request would, and anybody can send such a header. */
    void check(HttpServletRequest request) {
        if (isOverlooked(request) && !told.getAndSet(true)) {
            LOG.log(
                    WARNING,
                    "A proxy says that a visitor came by https, and the container says that it was http: cookies go out"
                            + " without Secure and without a __Host- name, and browsers send none of them to Descope's browser"
                            + " SDK across sites. Let the container believe the proxy's forwarding headers");
        }
    }

    static boolean isOverlooked(HttpServletRequest request) {
        return !request.isSecure()
                && ("https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
                        || isForwarded(request.getHeader("Forwarded")));
    }

    /** RFC 7239 §5.4; the value may stand in quotes. */
    private static boolean isForwarded(@Nullable String header) {
        return header != null
                && header.toLowerCase(Locale.ROOT).replace("\"", "").contains("proto=https");
    }
}
