// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.transport.CookieSettings.SameSite;
import dev.guestpass.servlet.transport.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that keep sessions from starting where nobody is, and where somebody is whose cookies we can not see.
 *
 * @param sameSite the attribute of our cookies, which decides when browsers withhold them
 */
record BrowserRules(SameSite sameSite) implements IssuancePolicy {

    private static final Set<String> NO_VISIT = Set.of("HEAD", "OPTIONS", "TRACE");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> PAGES = Set.of("document", "iframe", "frame", "empty");

    @Override
    public Optional<String> objection(HttpServletRequest request) {
        if (NO_VISIT.contains(request.getMethod())) {
            return Optional.of("method");
        } else if (isSpeculative(request)) {
            return Optional.of("prefetch");
        } else if (isSubResource(request)) {
            return Optional.of("sub-resource");
        }
        return areCookiesWithheld(request) ? Optional.of("cross-site") : Optional.empty();
    }

    private static boolean isSpeculative(HttpServletRequest request) {
        return contains(request.getHeader("Sec-Purpose"), "prefetch")
                || contains(request.getHeader("Sec-Purpose"), "prerender")
                || contains(request.getHeader("Purpose"), "prefetch")
                || contains(request.getHeader("X-Purpose"), "preview")
                || contains(request.getHeader("X-Moz"), "prefetch");
    }

    private static boolean contains(@Nullable String header, String word) {
        return header != null && header.toLowerCase(Locale.ROOT).contains(word);
    }

    private static boolean isSubResource(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination != null && !PAGES.contains(destination);
    }

    /**
     * Tells whether the browser may have kept our cookies back. A session started on such a request would overwrite that
     * of a living visitor, who for example returns from a payment page by a cross-site POST.
     * {@code None} is for secure requests; on http our cookies are Lax.
     */
    private boolean areCookiesWithheld(HttpServletRequest request) {
        if (sameSite == SameSite.NONE && request.isSecure()) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site == null) {
            return !SAFE.contains(request.getMethod()) && RequestOrigin.isForeign(request);
        }
        return site.equals("cross-site") && !(sameSite != SameSite.STRICT && isTopLevelGet(request));
    }

    private static boolean isTopLevelGet(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
