// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.SessionSnapshot;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session that the visitor is about to get, or to get anew. Its tokens are signed when they are first asked for, and
 * only once, however many requests share the grant. Safe for use by several threads.
 */
public final class SessionGrant {

    private final SessionSnapshot session;
    private final boolean isNew;
    private final Function<SessionGrant, TokenPair> signer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable TokenPair tokens;

    SessionGrant(SessionSnapshot session, boolean isNew, Function<SessionGrant, TokenPair> signer) {
        this.session = session;
        this.isNew = isNew;
        this.signer = signer;
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

    /** Tells whether there are tokens that someone may have been given. */
    boolean isSigned() {
        return tokens != null;
    }

    /**
     * Signs the tokens, or returns those that were signed before.
     *
     * @return the tokens
     * @throws IllegalStateException if there is no key to sign with
     */
    public TokenPair tokens() {
        TokenPair signed = tokens;
        if (signed != null) {
            return signed;
        }
        lock.lock();
        try {
            signed = tokens;
            if (signed == null) {
                signed = signer.apply(this);
                tokens = signed;
            }
            return signed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "SessionGrant[" + session.sessionId() + ", generation " + session.generation() + "]";
    }
}
