// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import java.util.Optional;

/** The only principal there is: made of a verified token, or of a session that was just begun. */
record VerifiedPrincipal(SessionSnapshot session, boolean isTransient, boolean isLive) implements AnonymousPrincipal {

    static VerifiedPrincipal live(SessionSnapshot session) {
        return new VerifiedPrincipal(session, false, true);
    }

    static VerifiedPrincipal unconfirmed(SessionSnapshot session) {
        return new VerifiedPrincipal(session, false, false);
    }

    static VerifiedPrincipal forOneRequest(SessionSnapshot session) {
        return new VerifiedPrincipal(session, true, true);
    }

    @Override
    public String subject() {
        return session.subject();
    }

    @Override
    public SessionId sessionId() {
        return session.sessionId();
    }

    @Override
    public Optional<String> tenant() {
        return session.tenant();
    }

    @Override
    public Claims claims() {
        return session.claims();
    }

    @Override
    public String toString() {
        return "AnonymousPrincipal[" + session.sessionId() + (isTransient ? ", transient]" : "]");
    }
}
