// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A request that tells its anonymous principal as the user principal, for applications that asked for it. Somebody who is
 * signed in comes first, and an anonymous principal is in no role.
 */
class PrincipalRequest extends HttpServletRequestWrapper {

    private final AnonymousSession session;

    PrincipalRequest(HttpServletRequest request, AnonymousSession session) {
        super(request);
        this.session = session;
    }

    @Override
    public Principal getUserPrincipal() {
        @Nullable Principal account = super.getUserPrincipal();
        return account == null ? session.principal() : account;
    }

    @Override
    public String getRemoteUser() {
        @Nullable String account = super.getRemoteUser();
        return account == null ? session.principal().getName() : account;
    }
}
