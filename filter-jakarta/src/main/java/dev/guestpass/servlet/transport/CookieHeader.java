// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.token.TokenText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
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

    /** Returns where the values are, in the texts that the container made: nobody has asked for a copy yet. */
    static List<TokenText> values(HttpServletRequest request, String name) {
        Enumeration<String> headers = request.getHeaders("Cookie");
        List<TokenText> values = List.of();
        while (headers != null && headers.hasMoreElements()) {
            values = collect(headers.nextElement(), name, values);
        }
        return values;
    }

    private static List<TokenText> collect(String header, String name, List<TokenText> before) {
        List<TokenText> values = before;
        int at = 0;
        while (at < header.length() && values.size() < MAX_VALUES) {
            int semicolon = header.indexOf(';', at);
            int end = semicolon < 0 ? header.length() : semicolon;
            int start = skipSpaces(header, at, end);
            int equals = start + name.length();
            if (equals < end && header.charAt(equals) == '=' && header.startsWith(name, start)) {
                values = withDistinct(values, unquoted(header, equals + 1, trimSpaces(header, equals + 1, end)));
            }
            at = end + 1;
        }
        return values;
    }

    /** A value may stand in quotes (RFC 6265 §4.1.1), and some clients put it there, the JDK's own among them. */
    private static TokenText unquoted(String header, int from, int to) {
        boolean isQuoted = to - from > 1 && header.charAt(from) == '"' && header.charAt(to - 1) == '"';
        return isQuoted ? TokenText.within(header, from + 1, to - 1) : TokenText.within(header, from, to);
    }

    /** There is one as a rule, which makes a list of one. */
    private static List<TokenText> withDistinct(List<TokenText> values, TokenText value) {
        if (value.length() == 0 || values.contains(value)) {
            return values;
        } else if (values.isEmpty()) {
            return List.of(value);
        }
        List<TokenText> more = new ArrayList<>(values);
        more.add(value);
        return List.copyOf(more);
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
