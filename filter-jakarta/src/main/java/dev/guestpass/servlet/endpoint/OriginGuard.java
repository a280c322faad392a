// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.servlet.transport.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from changing anything in a visitor's name, and lets configured ones call (CORS, Fetch §3.3). Safe for
 * use by several threads.
 *
 * @param allowedOrigins the foreign origins that may call, as in {@code https://shop.example}
 */
public record OriginGuard(Set<String> allowedOrigins) {

    /**
     * Copies the set.
     *
     * @param allowedOrigins see {@link #allowedOrigins()}
     */
    public OriginGuard {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * Tells whether a change may come from where this request comes from.
     *
     * @param request the request
     * @return whether it is the same origin, an allowed one, or no browser
     */
    public boolean mayChange(HttpServletRequest request) {
        if (isAllowed(request.getHeader("Origin"))) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null ? !RequestOrigin.isForeign(request) : site.equals("same-origin") || site.equals("none");
    }

    /**
     * Lets a page of an allowed origin read the answer.
     *
     * @param request the request
     * @param response the response
     */
    public void addHeaders(HttpServletRequest request, HttpServletResponse response) {
        @Nullable String origin = request.getHeader("Origin");
        if (origin != null && isAllowed(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Vary", "Origin");
        }
    }

    /** Answers the question of a browser whether it may ask. */
    void answerPreflight(HttpServletRequest request, HttpServletResponse response, Route route) {
        answerPreflight(request, response, route.methods(), "authorization, content-type");
    }

    /**
     * Answers the question of a browser whether it may ask.
     *
     * @param request the request
     * @param response the response
     * @param methods the methods that it may use, as a header lists them
     * @param headers the headers that it may send, as a header lists them
     */
    public void answerPreflight(
            HttpServletRequest request, HttpServletResponse response, String methods, String headers) {
        if (isAllowed(request.getHeader("Origin"))) {
            response.setHeader("Access-Control-Allow-Methods", methods);
            response.setHeader("Access-Control-Allow-Headers", headers);
            response.setHeader("Access-Control-Max-Age", "600");
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && allowedOrigins.contains(origin);
    }
}
