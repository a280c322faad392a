// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.rest;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The security context of a request on which nobody is signed in. Whether there is a visitor is asked when somebody does. */
record AnonymousSecurityContext(@Nullable SecurityContext given, AnonymousSession session, boolean isSecure)
        implements SecurityContext {

    @Override
    public AnonymousPrincipal getUserPrincipal() {
        return session.principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return given != null && given.isUserInRole(role);
    }

    /** Nobody authenticated. */
    @Override
    public @Nullable String getAuthenticationScheme() {
        return null;
    }
}
