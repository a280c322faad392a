// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A response that costs next to nothing and keeps the headers that are set. */
public final class StubResponse extends HttpServletResponseWrapper {

    private static final HttpServletResponse NOTHING = Stubs.refusing(HttpServletResponse.class);

    private List<String> headers = List.of();

    /** Makes an answer that is not committed. */
    public StubResponse() {
        super(NOTHING);
    }

    /**
     * Returns the values of a header.
     *
     * @param name the header
     * @return the values in their order
     */
    @Override
    public Collection<String> getHeaders(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                values.add(headers.get(i + 1));
            }
        }
        return values;
    }

    /**
     * Returns what a browser would send back of the cookies in this answer.
     *
     * @return the value of a {@code Cookie} header
     */
    public String cookies() {
        List<String> pairs = getHeaders("Set-Cookie").stream()
                .map(header -> header.substring(0, header.indexOf(';')))
                .toList();
        return String.join("; ", pairs);
    }

    @Override
    public String getHeader(String name) {
        return getHeaders(name).stream().findFirst().orElse(null);
    }

    @Override
    public Collection<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < headers.size(); i += 2) {
            names.add(headers.get(i));
        }
        return names;
    }

    @Override
    public boolean containsHeader(String name) {
        return !getHeaders(name).isEmpty();
    }

    @Override
    public void addHeader(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(name, value));
        headers = more;
    }

    @Override
    public void setHeader(String name, String value) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < headers.size(); i += 2) {
            if (!headers.get(i).equalsIgnoreCase(name)) {
                others.addAll(headers.subList(i, i + 2));
            }
        }
        headers = others;
        addHeader(name, value);
    }

    @Override
    public int getStatus() {
        return 200;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
