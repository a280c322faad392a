// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A page of 100 bytes that asks who is there. */
final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final byte[] PAGE =
            "a page of this\n".repeat(7).substring(0, 100).getBytes(StandardCharsets.US_ASCII);

    private final Kept kept;

    PageServlet(Kept kept) {
        this.kept = kept;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object visitor = kept.visitor(request);
        response.setContentType(visitor instanceof String || visitor == null ? "text/plain" : "text/html");
        response.setContentLength(PAGE.length);
        response.getOutputStream().write(PAGE);
    }
}
