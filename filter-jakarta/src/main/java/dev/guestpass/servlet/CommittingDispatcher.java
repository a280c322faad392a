// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Writes the cookies before a forward: some containers finish the innermost response at its end (Servlet 6.1 §9.4), past
 * everybody who wrapped it.
 */
final class CommittingDispatcher implements RequestDispatcher {

    private final RequestDispatcher dispatcher;
    private final CommitResponse response;

    CommittingDispatcher(RequestDispatcher dispatcher, CommitResponse response) {
        this.dispatcher = dispatcher;
        this.response = response;
    }

    @Override
    public void forward(ServletRequest request, ServletResponse answer) throws ServletException, IOException {
        response.applyFromNowOn();
        dispatcher.forward(request, answer);
    }

    @Override
    public void include(ServletRequest request, ServletResponse answer) throws ServletException, IOException {
        dispatcher.include(request, answer);
    }
}
