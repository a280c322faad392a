// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keeps shared caches away from answers that carry a visitor's cookies (RFC 9111 §3, §7.3). */
final class CacheHeaders {

    private static final List<String> FOR_SHARED_CACHES =
            List.of("CDN-Cache-Control", "Surrogate-Control", "Cloudflare-CDN-Cache-Control");
    private static final Set<String> GUARDED = Set.of(
            "cache-control", "expires", "cdn-cache-control", "surrogate-control", "cloudflare-cdn-cache-control");

    private CacheHeaders() {}

    /** Tells whether the application declared its answer fit for everybody. */
    static boolean isShared(HttpServletResponse response) {
        return FOR_SHARED_CACHES.stream().anyMatch(response::containsHeader)
                || response.getHeaders("Cache-Control").stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .anyMatch(value -> value.contains("public") || value.contains("s-maxage"));
    }

    /** Takes back whatever the application said about caches. */
    static void forbid(HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
        FOR_SHARED_CACHES.stream()
                .filter(response::containsHeader)
                .forEach(name -> response.setHeader(name, "no-store"));
    }

    /** Tells whether a header is about caches, and so no longer the application's once cookies are in the answer. */
    static boolean isGuarded(String name) {
        return GUARDED.contains(name.toLowerCase(Locale.ROOT));
    }
}
