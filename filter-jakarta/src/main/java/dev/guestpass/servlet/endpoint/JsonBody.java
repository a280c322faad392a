// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.token.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON object that came with a call. Members that nobody asks for are ignored. */
record JsonBody(Map<String, @Nullable Object> members) {

    static final int MAX_BYTES = 65_536;

    private static final long MOST_DRAINED = 1_048_576;

    /** Reads it, or answers why it can not be read. */
    static Optional<JsonBody> read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!hasType(request, "application/json")) {
            Answer.problem(response, 415, "Unsupported Media Type", "Send application/json.");
            return Optional.empty();
        }
        Optional<byte[]> body = bytes(request, response);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JsonBody(StrictJson.read(body.get())));
        } catch (IllegalArgumentException e) {
            Answer.problem(response, 400, "Bad Request", "The body is no JSON object.");
            return Optional.empty();
        }
    }

    /** Reads the bytes, or answers why they can not be read: a container would have a page of its own for that. */
    static Optional<byte[]> bytes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            Answer.problem(response, 400, "Bad Request", "The body could not be read to its end.");
            return Optional.empty();
        }
        if (body.length > MAX_BYTES) {
            tooLarge(request, response);
            return Optional.empty();
        }
        return Optional.of(body);
    }

    /** A client that is still sending when the connection closes never sees why, so more is read than is kept. */
    static void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            long unused = request.getInputStream().skip(MOST_DRAINED);
        } catch (IOException e) {
            // What it was too large with is over, one way or the other.
        }
        Answer.problem(response, 413, "Content Too Large", "A body has 64 KB at the most.");
    }

    static boolean hasType(HttpServletRequest request, String wanted) {
        String type = request.getContentType();
        return type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(wanted);
    }

    /** Returns a text, or {@code null} if it is not given. */
    @Nullable
    String text(String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    /** Tells whether something was given that is no text. */
    boolean isNoText(String name) {
        @Nullable Object value = members.get(name);
        return value != null && !(value instanceof String);
    }

    /** It holds codes and login IDs. */
    @Override
    public String toString() {
        return "JsonBody[" + members.size() + " members]";
    }
}
