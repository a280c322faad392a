// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * A request that costs next to nothing, so that what is counted or measured is the filter's. What it has no answer to,
 * nobody asks on the paths that it is for; whoever does is told.
 */
public final class StubRequest extends HttpServletRequestWrapper {

    private static final int MAX_ATTRIBUTES = 8;
    private static final HttpServletRequest NOTHING = Stubs.refusing(HttpServletRequest.class);

    private static final ServletContext CONTEXT = Stubs.refusing(ServletContext.class);

    private final String path;
    private final String[] headers;
    private final String[] names = new String[MAX_ATTRIBUTES];
    private final Object[] values = new Object[MAX_ATTRIBUTES];
    private Cookie[] cookies;
    private int attributes;

    /**
     * Makes a GET request over http.
     *
     * @param path its path
     * @param headers names and values in turn
     */
    public StubRequest(String path, String... headers) {
        super(NOTHING);
        this.path = path;
        this.headers = headers;
    }

    /** As a container does: for those alone who ask, and at the first time. */
    @Override
    public Cookie[] getCookies() {
        String header = getHeader("Cookie");
        if (cookies == null && header != null) {
            cookies = parsed(header);
        }
        return cookies;
    }

    /** Without patterns, which would cost more than whoever asks. */
    private static Cookie[] parsed(String header) {
        List<Cookie> parsed = new ArrayList<>(4);
        for (int at = 0; at < header.length(); ) {
            int semicolon = header.indexOf(';', at);
            int end = semicolon < 0 ? header.length() : semicolon;
            int equals = header.indexOf('=', at);
            parsed.add(new Cookie(header.substring(at, equals), header.substring(equals + 1, end)));
            at = end + 2;
        }
        return parsed.toArray(Cookie[]::new);
    }

    @Override
    public ServletContext getServletContext() {
        return CONTEXT;
    }

    @Override
    public HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public String getPathInfo() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getQueryString() {
        return null;
    }

    @Override
    public String getRemoteAddr() {
        return "127.0.0.1";
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getAuthType() {
        return null;
    }

    @Override
    public Principal getUserPrincipal() {
        return null;
    }

    @Override
    public String getHeader(String name) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                return headers[i + 1];
            }
        }
        return null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
    }

    @Override
    public Object getAttribute(String name) {
        for (int i = 0; i < attributes; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        int at = 0;
        while (at < attributes && !names[at].equals(name)) {
            at++;
        }
        names[at] = name;
        values[at] = value;
        attributes = Math.max(attributes, at + 1);
    }

    @Override
    public void removeAttribute(String name) {
        setAttribute(name, null);
    }
}
