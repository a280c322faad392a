// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.SessionSnapshot;
import java.util.Objects;

/**
 * A refresh token that was verified: {@code drn} is {@code DSR}. Only {@link TokenVerifier} makes one. Immutable.
 */
public final class RefreshToken {

    private final SessionSnapshot session;

    RefreshToken(SessionSnapshot session) {
        this.session = Objects.requireNonNull(session, "session");
    }

    /**
     * Returns the whole session as it was when this token was issued.
     *
     * @return the session
     */
    public SessionSnapshot session() {
        return session;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + session.sessionId() + ", generation " + session.generation() + "]";
    }
}
