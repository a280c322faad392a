// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.rest;

import dev.guestpass.servlet.AnonymousSession;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The security context of a request on which nobody is signed in. Whether there is a visitor is asked when somebody does, and
 * whoever has signed in by then comes first.
 */
record AnonymousSecurityContext(@Nullable SecurityContext given, AnonymousSession session, boolean isSecure)
        implements SecurityContext {

    private @Nullable Principal account() {
        return given == null ? null : given.getUserPrincipal();
    }

    @Override
    public Principal getUserPrincipal() {
        @Nullable Principal account = account();
        return account == null ? session.principal() : account;
    }

    @Override
    public boolean isUserInRole(String role) {
        return given != null && given.isUserInRole(role);
    }

    /** Nobody authenticated, unless there is an account. */
    @Override
    public @Nullable String getAuthenticationScheme() {
        return given == null || account() == null ? null : given.getAuthenticationScheme();
    }
}
