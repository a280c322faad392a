// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.token.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that came with a call. What is missing, {@code null}, an empty text or 0 is not given, because each SDK
 * says that in its own way; an empty body is an empty object; members that nobody asks for are ignored.
 */
final class RequestBody {

    private static final int MAX_BYTES = 65_536;
    private static final long MOST_DRAINED = 1_048_576;

    private final Map<String, @Nullable Object> members;

    private RequestBody(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    static RequestBody empty() {
        return new RequestBody(Map.of());
    }

    static RequestBody read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw tooLarge(request);
        } else if (body.length > 0 && !isJson(request.getContentType())) {
            throw new RefusedException(DescopeError.WRONG_MEDIA_TYPE, "Send application/json");
        }
        return parse(body);
    }

    static RequestBody parse(byte[] body) {
        if (isBlank(body)) {
            return empty();
        }
        try {
            return new RequestBody(StrictJson.read(body));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(DescopeError.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte octet : body) {
            if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
                return false;
            }
        }
        return true;
    }

    private static boolean isJson(@Nullable String type) {
        return type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("application/json");
    }

    /** A client that is still sending when the connection closes never sees why, so more is read than is kept. */
    private static RefusedException tooLarge(HttpServletRequest request) throws IOException {
        long unused = request.getInputStream().skip(MOST_DRAINED);
        return new RefusedException(DescopeError.TOO_LARGE, "A body has 64 KB at the most");
    }

    @Nullable
    String text(String name) {
        @Nullable Object value = given(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "a string");
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw new RefusedException(DescopeError.MISSING_ARGUMENTS, name + " is missing");
        }
        return text;
    }

    /** Returns an object, empty if it is not given. */
    Map<?, ?> object(String name) {
        @Nullable Object value = given(name);
        if (value == null || value instanceof Map) {
            return value == null ? Map.of() : (Map<?, ?>) value;
        }
        throw wrong(name, "an object");
    }

    /** Returns a list of texts, empty if it is not given. */
    List<String> texts(String name) {
        @Nullable Object value = given(name);
        if (!(value == null || value instanceof List)) {
            throw wrong(name, "a list of strings");
        }
        List<String> texts = new ArrayList<>();
        for (Object item : value == null ? List.of() : (List<?>) value) {
            if (!(item instanceof String text)) {
                throw wrong(name, "a list of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Returns a number of seconds, or {@code null} if it is not given. */
    @Nullable
    Long seconds(String name) {
        @Nullable Object value = given(name);
        if (value == null) {
            return null;
        } else if (value instanceof Integer || value instanceof Long) {
            long seconds = ((Number) value).longValue();
            if (seconds > 0) {
                return seconds;
            }
        }
        throw wrong(name, "a whole number of seconds");
    }

    private @Nullable Object given(String name) {
        @Nullable Object value = members.get(name);
        boolean isNothing = "".equals(value) || Integer.valueOf(0).equals(value);
        return isNothing ? null : value;
    }

    private static RefusedException wrong(String name, String expected) {
        return new RefusedException(DescopeError.INVALID, name + " must be " + expected);
    }
}
