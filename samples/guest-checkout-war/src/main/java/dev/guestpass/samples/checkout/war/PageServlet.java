// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Connects a path to what answers its GET and its POST; other methods are refused. */
@SuppressWarnings("serial") // no container has written a servlet to disk for a long time
final class PageServlet extends HttpServlet {

    private final Answer get;
    private final Answer post;

    PageServlet(Answer get, Answer post) {
        this.get = get;
        this.post = post;
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void send(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

        /** Refuses the method. */
        static void none(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(405, "This page does not know that method.");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        get.send(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        post.send(request, response);
    }
}
