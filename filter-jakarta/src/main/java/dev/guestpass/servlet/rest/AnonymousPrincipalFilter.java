// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.rest;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/**
 * Tells a Jakarta REST application the visitor as {@link SecurityContext#getUserPrincipal()} where nobody is signed in. The
 * visitor is in no role, so {@code @RolesAllowed} refuses them as before.
 *
 * <p>An application registers it, in {@code Application.getClasses()} for example. It is no {@code @Provider}, because much
 * code takes any principal for somebody who signed in. Safe for use by several threads.
 */
@Priority(Priorities.AUTHENTICATION)
public final class AnonymousPrincipalFilter implements ContainerRequestFilter {

    private final HttpServletRequest request;

    /**
     * For Jakarta REST.
     *
     * @param request stands for the current request, whichever that is
     */
    public AnonymousPrincipalFilter(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        SecurityContext given = context.getSecurityContext();
        if (given == null || given.getUserPrincipal() == null) {
            AnonymousSession.find(request)
                    .ifPresent(session -> context.setSecurityContext(
                            new AnonymousSecurityContext(given, session, request.isSecure())));
        }
    }
}
