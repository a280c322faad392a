// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps shared caches away from answers that carry a visitor's cookies (RFC 9111 §3, §7.3), also those that have a header
 * of their own (RFC 9213 §2 and older).
 */
final class CacheHeaders {

    private static final String CACHE_CONTROL = "cache-control";
    private static final String NGINX = "x-accel-expires";
    private static final Set<String> OLDER = Set.of("surrogate-control", "edge-control", NGINX);

    private CacheHeaders() {}

    /** Tells whether the application declared its answer fit for everybody. */
    static boolean isShared(HttpServletResponse response) {
        return directives(response, CACHE_CONTROL)
                        .anyMatch(directive -> directive.equals("public") || directive.startsWith("s-maxage"))
                || targeted(response).stream().anyMatch(name -> isStored(response, name));
    }

    private static boolean isStored(HttpServletResponse response, String name) {
        List<String> ways = name.equals(NGINX) ? List.of("0") : List.of("no-store", "private");
        return directives(response, name).noneMatch(ways::contains);
    }

    private static Stream<String> directives(HttpServletResponse response, String name) {
        return response.getHeaders(name).stream()
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(String::trim);
    }

    private static List<String> targeted(HttpServletResponse response) {
        return response.getHeaderNames().stream()
                .filter(Objects::nonNull) // of Tomcat, while another thread writes headers
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(CacheHeaders::isTargeted)
                .distinct()
                .toList();
    }

    private static boolean isTargeted(String name) {
        return name.endsWith("-cache-control") || OLDER.contains(name);
    }

    /** Takes back whatever the application said about caches. */
    static void forbid(HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
        if (response.containsHeader("Expires")) {
            // A cache of HTTP/1.0 knows nothing else; what is no date is over (RFC 9111 §5.3).
            response.setHeader("Expires", "0");
        }
        targeted(response).forEach(name -> response.setHeader(name, name.equals(NGINX) ? "0" : "no-store"));
    }

    /** Tells whether a header is about caches, and so no longer the application's once cookies are in the answer. */
    static boolean isGuarded(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(CACHE_CONTROL) || lower.equals("expires") || isTargeted(lower);
    }
}
