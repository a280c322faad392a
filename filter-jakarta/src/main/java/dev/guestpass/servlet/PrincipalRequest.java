// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A request that tells its anonymous principal as the user principal, if the application asked for that. Somebody who is
 * signed in comes first, and an anonymous principal is in no role.
 */
sealed class PrincipalRequest extends HttpServletRequestWrapper permits VisitRequest {

    private final AnonymousSession session;
    private final boolean exposesPrincipal;

    PrincipalRequest(HttpServletRequest request, AnonymousSession session, boolean exposesPrincipal) {
        super(request);
        this.session = session;
        this.exposesPrincipal = exposesPrincipal;
    }

    final AnonymousSession session() {
        return session;
    }

    @Override
    public final @Nullable Principal getUserPrincipal() {
        @Nullable Principal account = super.getUserPrincipal();
        return account == null && exposesPrincipal ? session.principal() : account;
    }

    @Override
    public final @Nullable String getRemoteUser() {
        @Nullable String account = super.getRemoteUser();
        return account == null && exposesPrincipal ? session.principal().getName() : account;
    }
}
