// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses forms that other sites send in a visitor's name. */
final class SameOrigin implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest call = (HttpServletRequest) request;
        String host = call.getHeader("Host");
        if (call.getMethod().equals("POST")
                && isForeign(call.getHeader("Sec-Fetch-Site"), call.getHeader("Origin"), host)) {
            ((HttpServletResponse) response).sendError(403, "This form was sent from another site.");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Every browser sends one of the first two headers with a form; what sends neither has no cookies to abuse. */
    static boolean isForeign(@Nullable String site, @Nullable String origin, @Nullable String host) {
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        return origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    }
}
