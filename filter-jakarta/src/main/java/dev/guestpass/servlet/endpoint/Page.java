// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A small page without a script, which nobody may frame, and that may load nothing.
 *
 * @param status the HTTP status
 * @param language of its texts
 * @param title not escaped
 * @param content HTML
 */
record Page(int status, String language, String title, String content) {

    private static final String STYLE = "body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;padding:2rem 1rem;"
            + "color:#1a1a1a;background:#fff}main{max-width:32rem;margin:0 auto}h1{font-size:1.6rem;line-height:1.2}"
            + "button{font:inherit;padding:.6rem 1.4rem;margin:0 .5rem .5rem 0;border:0;border-radius:.3rem;"
            + "background:#0b57a4;color:#fff;cursor:pointer}button:focus-visible,a:focus-visible{outline:3px solid "
            + "#e08600;outline-offset:2px}.sign{font-size:2rem;letter-spacing:.2em;font-family:monospace;text-transform:uppercase}";

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = html().getBytes(UTF_8);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_CONFLICT || status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }

    /**
     * With no referrer at all a browser calls the origin of a form "null" (Fetch §3.2), which looks like another site's. So
     * the page lets its own forms tell the origin, and nothing else of its address.
     */
    private String html() {
        return "<!DOCTYPE html>\n<html lang=\"" + escaped(language) + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"strict-origin\">\n<meta name=\"robots\" content=\"noindex\">\n"
                + "<title>" + escaped(title) + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n<main>\n<h1>"
                + escaped(title) + "</h1>\n" + content + "</main>\n</body>\n</html>\n";
    }

    /** Its form holds a token. */
    @Override
    public String toString() {
        return "Page[" + status + "]";
    }
}
