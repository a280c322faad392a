// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON answers: good ones, and problems by RFC 9457 with constant texts. */
final class Answer {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Answer() {}

    static void json(HttpServletResponse response, Map<String, ?> body) throws IOException {
        send(response, 200, "application/json", body);
    }

    static void json(HttpServletResponse response, int status, Map<String, ?> body) throws IOException {
        send(response, status, "application/json", body);
    }

    static void problem(HttpServletResponse response, int status, String title, String detail) throws IOException {
        problem(response, status, title, detail, Map.of());
    }

    /** Makes a problem with members of its own (RFC 9457 §3.2). */
    static void problem(
            HttpServletResponse response, int status, String title, String detail, Map<String, ?> extensions)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(extensions);
        send(response, status, "application/problem+json", body);
    }

    static void unavailable(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        problem(
                response,
                503,
                "Service Unavailable",
                "The session store can not be asked now. Nothing was changed; try again.");
    }

    static void tooMany(HttpServletResponse response, Duration retryAfter, String detail) throws IOException {
        response.setHeader("Retry-After", WholeSeconds.of(retryAfter));
        problem(response, 429, "Too Many Requests", detail);
    }

    /** Who could have a session but for too many others is told when to come again; all others that there is none. */
    static void noSession(HttpServletResponse response, VisitorSession visitor, String detail) throws IOException {
        Optional<Duration> wait = visitor.untilNextStart();
        if (wait.isPresent()) {
            tooMany(response, wait.get(), "Too many sessions were started; try again later.");
        } else {
            problem(response, 409, "Conflict", detail);
        }
    }

    /** The converter failed, which is for the application's operators to find in the log. */
    static void notConverted(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        problem(
                response,
                503,
                "Service Unavailable",
                "The account could not be brought together with this session. Nothing was lost; try again.");
    }

    /** Something is wrong with the application or with us, which is for its operators to find in the log. */
    static void broken(HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.resetBuffer();
            problem(response, 500, "Internal Server Error", "This call failed; the log of the server says why.");
        }
    }

    private static byte[] bytes(Map<String, ?> body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer holds something that JSON can not say", e);
        }
    }

    private static void send(HttpServletResponse response, int status, String type, Map<String, ?> body)
            throws IOException {
        byte[] bytes = bytes(body);
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
