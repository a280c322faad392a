// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** Stands for a container that finishes its own response at the end of a forward, as Tomcat 11 does. */
final class FinishedForwards implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Forwarding((HttpServletRequest) request, response), response);
    }

    private static final class Forwarding extends HttpServletRequestWrapper {

        private final ServletResponse innermost;

        Forwarding(HttpServletRequest request, ServletResponse innermost) {
            super(request);
            this.innermost = innermost;
        }

        @Override
        public RequestDispatcher getRequestDispatcher(String path) {
            RequestDispatcher dispatcher = super.getRequestDispatcher(path);
            return dispatcher == null ? null : new Finishing(dispatcher, innermost);
        }
    }

    private record Finishing(RequestDispatcher dispatcher, ServletResponse innermost) implements RequestDispatcher {

        @Override
        public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            // Jetty would close the wrapped response at the end of a forward; an include leaves it alone.
            dispatcher.include(request, response);
            innermost.flushBuffer();
        }

        @Override
        public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            dispatcher.include(request, response);
        }
    }
}
