// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.cdi;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.servlet.AnonymousSession;
import java.util.Optional;

/** The visitor as they are when somebody asks: with the claims that they have by then, and transient once converted. */
record CurrentPrincipal(AnonymousSession session) implements AnonymousPrincipal {

    @Override
    public String subject() {
        return session.principal().subject();
    }

    @Override
    public SessionId sessionId() {
        return session.principal().sessionId();
    }

    @Override
    public Optional<String> tenant() {
        return session.principal().tenant();
    }

    @Override
    public Claims claims() {
        return session.principal().claims();
    }

    @Override
    public boolean isTransient() {
        return session.principal().isTransient();
    }

    @Override
    public boolean isLive() {
        return session.principal().isLive();
    }

    /** Without the visitor, as with every principal: it may be logged. */
    @Override
    public String toString() {
        return "CurrentPrincipal";
    }
}
