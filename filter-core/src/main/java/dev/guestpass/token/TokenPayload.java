// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The claims of a verified token, read with their exact types. A wrong type is an IllegalArgumentException. */
final class TokenPayload {

    /** The last second of the year 9999: what RFC 3339 text, and so {@code rexp}, can still say. */
    private static final long MAX_TIME = 253_402_300_799L;

    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    private final Map<String, @Nullable Object> members;

    private TokenPayload(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    static TokenPayload parse(byte[] utf8) {
        return new TokenPayload(StrictJson.read(utf8));
    }

    boolean hasOnly(Set<String> names) {
        return members.keySet().equals(names);
    }

    boolean is(String name, Object value) {
        return value.equals(members.get(name));
    }

    String text(String name) {
        if (members.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw wrong(name, "a string");
    }

    @Nullable
    String optionalText(String name) {
        return members.containsKey(name) ? text(name) : null;
    }

    long number(String name) {
        if (members.get(name) instanceof Number number
                && (number instanceof Integer || number instanceof Long)
                && number.longValue() >= 0) {
            return number.longValue();
        }
        throw wrong(name, "a whole number of 0 or more");
    }

    Instant time(String name) {
        long seconds = number(name);
        if (seconds < 1 || seconds > MAX_TIME) {
            throw wrong(name, "a time in seconds");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /**
     * Reads the one form in which we write times as text, {@code 2024-12-15T11:26:28Z}. The parser of the JDK, which knows
     * many, takes a third as long as the signature.
     */
    Instant timeText(String name) {
        String text = text(name);
        if (!TIME.matcher(text).matches()) {
            throw wrong(name, "a time as text");
        }
        try {
            return LocalDateTime.of(
                            digits(text, 0, 4),
                            digits(text, 5, 7),
                            digits(text, 8, 10),
                            digits(text, 11, 13),
                            digits(text, 14, 16),
                            digits(text, 17, 19))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(name, "a time as text");
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    SessionId sessionId() {
        return new SessionId(text("sid"));
    }

    Claims custom() {
        Map<String, @Nullable Object> custom = new LinkedHashMap<>(members);
        custom.keySet().removeIf(ReservedClaims::isRegistered);
        return Claims.of(custom);
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("The claim \"" + name + "\" is not " + expected);
    }
}
