// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
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

    private final Mapping mapping;

    private AskedRequest(HttpServletRequest request, Mapping mapping) {
        super(request);
        this.mapping = mapping;
    }

    /** As a container tells it: the path of a servlet that has one is apart from the rest. */
    static HttpServletRequest of(String method, Mapping mapping, ServletContext context) {
        boolean isBelow = !mapping.servletPath().isEmpty();
        String servlet = isBelow ? mapping.servletPath() : mapping.path();
        String rest = isBelow ? mapping.pathInServlet() : null;
        return new AskedRequest(
                new FilterInvocation(context.getContextPath(), servlet, rest, null, method, context).getRequest(),
                mapping);
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return mapping.servletPath().isEmpty() ? super.getHttpServletMapping() : new Below(mapping);
    }

    /** How a container found a servlet by the beginning of a path. */
    private record Below(Mapping mapping) implements HttpServletMapping {

        @Override
        public String getMatchValue() {
            return mapping.pathInServlet().substring(1);
        }

        @Override
        public String getPattern() {
            return mapping.servletPath() + "/*";
        }

        @Override
        public String getServletName() {
            return "dispatcherServlet";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.PATH;
        }
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
