// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.SessionSnapshot;
import java.time.Instant;
import java.util.Objects;

/**
 * A session token that was verified: {@code drn} is {@code DS}. Only {@link TokenVerifier} makes one. Immutable.
 */
public final class SessionToken {

    private final SessionSnapshot session;
    private final Instant expiresAt;

    SessionToken(SessionSnapshot session, Instant expiresAt) {
        this.session = Objects.requireNonNull(session, "session");
        this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /**
     * Returns the session as far as this token knows it. It does not know the generation and the version of the claims,
     * which are 0 here, nor the absolute end, for which the expiry of the refresh token stands: any record or refresh
     * token of the same session is newer.
     *
     * @return the session
     */
    public SessionSnapshot session() {
        return session;
    }

    /**
     * Returns when this token expires.
     *
     * @return {@code exp}
     */
    public Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return "SessionToken[" + session.sessionId() + "]";
    }
}
