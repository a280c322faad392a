// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims of a verified token, read with their exact types. A wrong type is an IllegalArgumentException. */
final class TokenPayload {

    /** The last second of the year 9999: what RFC 3339 text, and so {@code rexp}, can still say. */
    private static final long MAX_TIME = 253_402_300_799L;

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

    Instant timeText(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw wrong(name, "a time as text");
        }
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
