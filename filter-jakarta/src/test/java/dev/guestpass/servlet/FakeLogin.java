// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;

/** Stands for the container's login: whoever sends {@code X-Login} is signed in, by {@code X-Auth-Type} or FORM. */
final class FakeLogin implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        chain.doFilter(http.getHeader("X-Login") == null ? http : new SignedIn(http), response);
    }

    private static final class SignedIn extends HttpServletRequestWrapper {

        SignedIn(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getAuthType() {
            return getHeader("X-Auth-Type") == null ? FORM_AUTH : getHeader("X-Auth-Type");
        }

        @Override
        public String getRemoteUser() {
            return getHeader("X-Login");
        }

        @Override
        public Principal getUserPrincipal() {
            return this::getRemoteUser;
        }
    }
}
