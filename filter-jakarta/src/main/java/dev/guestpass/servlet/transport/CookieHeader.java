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

    private final String name;
    private final String other;
    private List<TokenText> values = List.of();
    private List<TokenText> otherValues = List.of();

    private CookieHeader(String name, String other) {
        this.name = name;
        this.other = other;
    }

    /** Returns where the values are, in the texts that the container made: nobody has asked for a copy yet. */
    static List<TokenText> values(HttpServletRequest request, String name) {
        return read(request, name, name).values();
    }

    /** Looks for two names at once: of all that a returning visit takes, most is the way through this header. */
    static CookieHeader read(HttpServletRequest request, String name, String other) {
        CookieHeader found = new CookieHeader(name, other);
        Enumeration<String> headers = request.getHeaders("Cookie");
        while (headers != null && headers.hasMoreElements()) {
            found.collect(headers.nextElement());
        }
        return found;
    }

    /** Returns the values of the first name. */
    List<TokenText> values() {
        return values;
    }

    /** Returns the values of the other name, if it is another one. */
    List<TokenText> otherValues() {
        return otherValues;
    }

    private void collect(String header) {
        int at = 0;
        while (at < header.length()) {
            int semicolon = header.indexOf(';', at);
            int end = semicolon < 0 ? header.length() : semicolon;
            int start = skipSpaces(header, at, end);
            if (isNamed(header, start, end, name)) {
                values = withDistinct(values, value(header, start + name.length(), end));
            } else if (isNamed(header, start, end, other)) {
                otherValues = withDistinct(otherValues, value(header, start + other.length(), end));
            }
            at = end + 1;
        }
    }

    private static boolean isNamed(String header, int start, int end, String name) {
        int equals = start + name.length();
        return equals < end && header.charAt(equals) == '=' && header.startsWith(name, start);
    }

    private static TokenText value(String header, int equals, int end) {
        return unquoted(header, equals + 1, trimSpaces(header, equals + 1, end));
    }

    /** A value may stand in quotes (RFC 6265 §4.1.1), and some clients put it there, the JDK's own among them. */
    private static TokenText unquoted(String header, int from, int to) {
        boolean isQuoted = to - from > 1 && header.charAt(from) == '"' && header.charAt(to - 1) == '"';
        return isQuoted ? TokenText.within(header, from + 1, to - 1) : TokenText.within(header, from, to);
    }

    /** There is one as a rule, which makes a list of one. */
    private static List<TokenText> withDistinct(List<TokenText> values, TokenText value) {
        if (value.length() == 0 || values.size() == MAX_VALUES || values.contains(value)) {
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
