// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import java.util.Optional;

/** A visitor whom no token stands for, in the one session that tests without requests have. */
record TestVisitor(String subject, Optional<String> tenant, Claims claims, boolean isTransient)
        implements AnonymousPrincipal {

    private static final SessionId SESSION = new SessionId("session-of-a-test");

    @Override
    public SessionId sessionId() {
        return SESSION;
    }

    @Override
    public boolean isLive() {
        return true;
    }
}
