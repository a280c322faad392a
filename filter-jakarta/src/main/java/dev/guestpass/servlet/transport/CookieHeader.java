// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Finds cookies by their exact name in the {@code Cookie} header, as RFC 6265 §4.2 writes it.
 *
 * <p>It does not ask the container's parser: some throw at a neighbour's odd cookie, some read {@code $Version} and
 * quotes, and a name must be compared to the byte.
 */
final class CookieHeader {

    /** One more than are looked at, which tells that there are more. */
    private static final int MAX_VALUES = PresentedTokens.MAX_CANDIDATES + 1;

    private CookieHeader() {}

    static List<String> values(HttpServletRequest request, String name) {
        Enumeration<String> headers = request.getHeaders("Cookie");
        if (headers == null || !headers.hasMoreElements()) {
            return List.of();
        }
        List<String> values = new ArrayList<>(1);
        for (String header : Collections.list(headers)) {
            collect(header, name, values);
        }
        return values;
    }

    private static void collect(String header, String name, List<String> values) {
        int at = 0;
        while (at < header.length() && values.size() < MAX_VALUES) {
            int semicolon = header.indexOf(';', at);
            int end = semicolon < 0 ? header.length() : semicolon;
            int start = skipSpaces(header, at, end);
            int equals = start + name.length();
            if (equals < end && header.charAt(equals) == '=' && header.startsWith(name, start)) {
                addDistinct(values, unquoted(header.substring(equals + 1, trimSpaces(header, equals + 1, end))));
            }
            at = end + 1;
        }
    }

    /** A value may stand in quotes (RFC 6265 §4.1.1), and some clients put it there, the JDK's own among them. */
    private static String unquoted(String value) {
        int last = value.length() - 1;
        return last > 0 && value.charAt(0) == '"' && value.charAt(last) == '"' ? value.substring(1, last) : value;
    }

    private static void addDistinct(List<String> values, String value) {
        if (!value.isEmpty() && !values.contains(value)) {
            values.add(value);
        }
    }

    private static int skipSpaces(String header, int from, int end) {
        int start = from;
        while (start < end && header.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    private static int trimSpaces(String header, int start, int from) {
        int end = from;
        while (end > start && header.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }
}
