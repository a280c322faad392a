// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.cdi;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Makes {@code @Inject AnonymousPrincipal} and {@code @Inject AnonymousSession} the visitor of the current request. Both are
 * proxies, so they may stand in the field of a servlet or an application-scoped bean; on a thread without a request, and on
 * requests that the filter did not see, their methods throw.
 *
 * <p>CDI containers find this by {@code META-INF/services}. The principal is no bean of the type {@link
 * java.security.Principal}, which is the signed-in account's.
 */
public final class GuestpassExtension implements Extension {

    /** For the CDI container. */
    public GuestpassExtension() {}

    void addBeans(@Observes AfterBeanDiscovery discovery) {
        discovery
                .addBean()
                .types(AnonymousSession.class, Object.class)
                .scope(RequestScoped.class)
                .produceWith(GuestpassExtension::session);
        discovery
                .addBean()
                .types(AnonymousPrincipal.class, Object.class)
                .scope(RequestScoped.class)
                .produceWith(instance -> new CurrentPrincipal(session(instance)));
    }

    private static AnonymousSession session(Instance<Object> instance) {
        return AnonymousSession.from(instance.select(HttpServletRequest.class).get());
    }
}
