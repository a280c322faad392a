// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells in a header of error pages who is there, because each line of Spring Boot has its own place for error pages. */
final class ErrorPageVisitor extends HttpFilter {

    static final String HEADER = "X-Error-Visitor";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(
                HEADER, VisitorPages.tell(AnonymousSession.from(request).principal()));
        chain.doFilter(request, response);
    }
}
