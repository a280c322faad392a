// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The request beside a {@link CommitResponse}: keeps asynchronous work on the response that is watched, sees forwards, and
 * notes when the application reads who is there.
 */
final class VisitRequest extends PrincipalRequest {

    private final CommitResponse response;
    private @Nullable AsyncContext async;

    VisitRequest(
            HttpServletRequest request, CommitResponse response, AnonymousSession session, boolean exposesPrincipal) {
        super(request, session, exposesPrincipal);
        this.response = response;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals(AnonymousSession.PRINCIPAL_ATTRIBUTE) ? session().principal() : super.getAttribute(name);
    }

    /** Without the principal: who copies all attributes, as Spring MVC 6 does early on, has not asked who is there. */
    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(Collections.list(super.getAttributeNames()).stream()
                .filter(name -> !name.equals(AnonymousSession.PRINCIPAL_ATTRIBUTE))
                .toList());
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        @Nullable RequestDispatcher dispatcher = super.getRequestDispatcher(path);
        return dispatcher == null ? null : new CommittingDispatcher(dispatcher, response);
    }

    /** By its specification this would go on with the innermost request and response, past everybody who wrapped them. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        AsyncContext started = new CommittingAsyncContext(super.startAsync(request, answer), response);
        started.addListener(new CommitOnTimeout(response));
        async = started;
        return started;
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext started = async;
        return started == null ? super.getAsyncContext() : started;
    }
}
