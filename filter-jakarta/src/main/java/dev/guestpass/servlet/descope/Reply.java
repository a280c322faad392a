// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.token.StrictJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * An answer: always a JSON object, because SDKs trip over everything else.
 *
 * @param status the HTTP status
 * @param body the members
 */
record Reply(int status, Map<String, ?> body) {

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    static Reply ok(Map<String, ?> body) {
        return new Reply(200, body);
    }

    /**
     * Makes an error.
     *
     * @param error which one
     * @param message what is wrong and what to do about it; never what the client sent as a secret
     */
    static Reply error(DescopeError error, String message) {
        return new Reply(
                error.status(),
                Map.of("errorCode", error.code(), "errorDescription", error.description(), "errorMessage", message));
    }

    static Reply unavailable() {
        return error(DescopeError.UNAVAILABLE, "Nothing was changed; try again");
    }

    /** Writes it. The length is always told, so that no client waits for more. */
    void send(HttpServletResponse response) throws IOException {
        byte[] bytes = StrictJson.write(body);
        if (status == TOO_MANY || status == UNAVAILABLE) {
            // Whole seconds and few of them: the Java SDK sleeps for as long before it says anything.
            response.setHeader("Retry-After", "1");
        }
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** The body may hold tokens. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
