// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.FilterInvocation;

/**
 * A request that nobody makes, by which rules are asked: Spring Security's own for that purpose, with what more rules look
 * at. What is left can not be known without a visitor, and throws.
 */
final class AskedRequest extends HttpServletRequestWrapper {

    private final Map<String, Object> attributes = new HashMap<>();

    private AskedRequest(HttpServletRequest request) {
        super(request);
    }

    static HttpServletRequest of(String method, String path, ServletContext context) {
        return new AskedRequest(
                new FilterInvocation(context.getContextPath(), path, null, null, method, context).getRequest());
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public String getScheme() {
        return "http";
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return null;
    }
}
