// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A filter of the application's, which tells whether ours was before it. */
public final class ApplicationFilter implements Filter {

    /** For the container. */
    public ApplicationFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isKnown = AnonymousSession.find(request).isPresent();
        ((HttpServletResponse) response).setHeader("X-Visitor-Is-Known", String.valueOf(isKnown));
        chain.doFilter(request, response);
    }
}
