// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.servlet.transport.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps other sites from changing anything in a visitor's name, and lets configured ones call (CORS, Fetch §3.3). */
record OriginGuard(Set<String> allowedOrigins) {

    /** Tells whether a change may come from where this request comes from. */
    boolean mayChange(HttpServletRequest request) {
        if (isAllowed(request.getHeader("Origin"))) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null ? !RequestOrigin.isForeign(request) : site.equals("same-origin") || site.equals("none");
    }

    void addHeaders(HttpServletRequest request, HttpServletResponse response) {
        @Nullable String origin = request.getHeader("Origin");
        if (origin != null && isAllowed(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Vary", "Origin");
        }
    }

    /** Answers the question of a browser whether it may ask. */
    void answerPreflight(HttpServletRequest request, HttpServletResponse response, Route route) {
        if (isAllowed(request.getHeader("Origin"))) {
            response.setHeader("Access-Control-Allow-Methods", route.methods());
            response.setHeader("Access-Control-Allow-Headers", "authorization, content-type");
            response.setHeader("Access-Control-Max-Age", "600");
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && allowedOrigins.contains(origin);
    }
}
