// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.session.NewSession;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tenant of a request, as far as the application says.
 *
 * @param scope whether there is a resolver, and whether it worked
 * @param id the tenant, or {@code null} for none
 */
record RequestTenant(Scope scope, @Nullable String id) {

    private static final Logger LOG = SafeLogger.of(RequestTenant.class);

    private static final RequestTenant ANY = new RequestTenant(Scope.ANY, null);

    enum Scope {
        /** The application has no tenants: tokens of any are good. */
        ANY,
        /** Only tokens of this tenant are good. */
        EXACT,
        /** Nobody knows, so no token is good and none is overwritten. */
        FAILED
    }

    /** A tenant that can not be resolved is one that no token has: nobody is recognised, and nothing is overwritten. */
    static RequestTenant of(HttpServletRequest request, @Nullable TenantResolver resolver) {
        if (resolver == null) {
            return ANY;
        }
        try {
            NewSession checked =
                    new NewSession(Claims.empty(), resolver.resolve(request).orElse(null));
            return new RequestTenant(Scope.EXACT, checked.tenant());
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.log(WARNING, "The tenant resolver failed; nobody is recognised", e);
            return new RequestTenant(Scope.FAILED, null);
        }
    }

    boolean accepts(SessionSnapshot session) {
        return scope == Scope.ANY || (scope == Scope.EXACT && session.tenant().equals(Optional.ofNullable(id)));
    }
}
