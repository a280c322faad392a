// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionSnapshot;

/**
 * A session that the visitor is about to get, or to get anew. Its tokens are signed when they are first asked for, and in
 * each form only once, however many requests share the grant. Safe for use by several threads.
 */
public final class SessionGrant {

    private final SessionSnapshot session;
    private final boolean isNew;
    private final SignedOnce forCookies;
    private final SignedOnce forServices;

    SessionGrant(SessionSnapshot session, boolean isNew, SignedOnce forCookies, SignedOnce forServices) {
        this.session = session;
        this.isNew = isNew;
        this.forCookies = forCookies;
        this.forServices = forServices;
    }

    /**
     * Returns the visitor's identity.
     *
     * @return a principal that is live and not transient
     */
    public AnonymousPrincipal principal() {
        return VerifiedPrincipal.live(session);
    }

    /**
     * Returns the session that the tokens will carry.
     *
     * @return the session
     */
    public SessionSnapshot session() {
        return session;
    }

    /**
     * Tells whether the visitor has never been given tokens of this session.
     *
     * @return whether this is a first issue
     */
    public boolean isNew() {
        return isNew;
    }

    /**
     * Tells whether there are tokens that someone may have been given.
     *
     * @return whether any were signed
     */
    public boolean isSigned() {
        return forCookies.isSigned() || forServices.isSigned();
    }

    /**
     * Signs the tokens for the visitor's cookies, or returns those that were signed before. Of a {@linkplain
     * AnonymousSessions#mint minted} session they are the {@linkplain #serviceTokens() tokens for services}.
     *
     * @return the tokens
     * @throws IllegalStateException if there is no key to sign with
     */
    public TokenPair tokens() {
        return forCookies.get();
    }

    /**
     * Signs the tokens for an answer to another service, or returns those that were signed before. Both are signed with
     * RS256, because services verify both; the generation is the same as that of {@link #tokens()}.
     *
     * @return the tokens
     * @throws IllegalStateException if there is no RS256 key to sign with
     */
    public TokenPair serviceTokens() {
        return forServices.get();
    }

    @Override
    public String toString() {
        return "SessionGrant[" + session.sessionId() + ", generation " + session.generation() + "]";
    }
}
