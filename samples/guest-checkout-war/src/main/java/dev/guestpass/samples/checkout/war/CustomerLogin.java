// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.security.Principal;
import java.util.Locale;
import java.util.function.Function;
import javax.security.auth.Subject;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.security.DefaultIdentityService;
import org.eclipse.jetty.security.IdentityService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/** Lets customers in on the embedded Jetty. In another server its own realm does this: see the sample's README. */
final class CustomerLogin extends AbstractLifeCycle implements LoginService {

    private IdentityService identities = new DefaultIdentityService();
    private @Nullable Database database;

    @Override
    protected void doStart() throws Exception {
        database = Database.open();
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        requireDatabase().close();
    }

    @Override
    public String getName() {
        return "customers";
    }

    @Override
    public @Nullable UserIdentity login(
            String name, Object password, Request request, Function<Boolean, Session> session) {
        String account = name.strip().toLowerCase(Locale.ROOT);
        Customers customers = new Customers(requireDatabase());
        if (isForeign(request) || !customers.isPassword(account, String.valueOf(password))) {
            return null;
        }
        Principal customer = new UserPrincipal(account, null);
        return identities.newUserIdentity(new Subject(), customer, new String[] {"customer"});
    }

    /** Another site that signs its victim in to an account of its own would get the victim's cart by it. */
    private static boolean isForeign(Request request) {
        return SameOrigin.isForeign(
                request.getHeaders().get("Sec-Fetch-Site"),
                request.getHeaders().get(HttpHeader.ORIGIN),
                request.getHeaders().get(HttpHeader.HOST));
    }

    private Database requireDatabase() {
        Database opened = database;
        if (opened == null) {
            throw new IllegalStateException("Start this service first");
        }
        return opened;
    }

    @Override
    public boolean validate(UserIdentity user) {
        return true;
    }

    @Override
    public IdentityService getIdentityService() {
        return identities;
    }

    @Override
    public void setIdentityService(IdentityService service) {
        identities = service;
    }

    @Override
    public void logout(UserIdentity user) {
        // Nothing is kept of a login but the session, which ends by itself.
    }
}
