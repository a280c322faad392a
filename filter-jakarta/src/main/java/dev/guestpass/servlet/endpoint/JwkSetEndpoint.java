// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The public keys (RFC 7517 §5): for everybody, cacheable, and without a cookie. Safe for use by several threads.
 *
 * @param jwkSet gives the keys as JSON text
 */
public record JwkSetEndpoint(Supplier<String> jwkSet) {

    /**
     * Answers a GET or HEAD.
     *
     * @param request the request
     * @param response the response
     * @throws IOException if the answer can not be written
     */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = jwkSet.get().getBytes(UTF_8);
        String tag = tag(body);
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setHeader("ETag", tag);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Access-Control-Allow-Origin", "*");
        if (isKnown(tag, request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    /** A client may list several tags, and call them weak (RFC 9110 §13.1.2). */
    private static boolean isKnown(String tag, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.contains(tag) || ifNoneMatch.trim().equals("*"));
    }

    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
