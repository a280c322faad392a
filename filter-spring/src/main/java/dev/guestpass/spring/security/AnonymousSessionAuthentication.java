// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.servlet.AnonymousSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;

/**
 * The authentication of a visitor. It is an {@link AnonymousAuthenticationToken}, so {@code authenticated()} refuses it and
 * {@code anonymous()} admits it; claims of a visitor are no authorities.
 *
 * <p>It stands for the visitor of one request, and finds out who that is when it is asked: with issuance on access, a rule
 * that needs no name starts no session. It can not be kept in an HTTP session.
 */
@SuppressWarnings("serial") // Spring Security keeps no anonymous authentication anywhere.
public final class AnonymousSessionAuthentication extends AnonymousAuthenticationToken {

    private final transient AnonymousSession session;

    private final transient int keyHash;

    /** Takes the place of the one that Spring Security made. */
    AnonymousSessionAuthentication(AnonymousAuthenticationToken nobody, AnonymousSession session) {
        super("taken over", AnonymousPrincipal.class, nobody.getAuthorities());
        this.session = session;
        this.keyHash = nobody.getKeyHash();
        setDetails(nobody.getDetails());
    }

    /** Returns that of the filter chain, whose provider accepts no other. */
    @Override
    public int getKeyHash() {
        return keyHash;
    }

    /**
     * Returns who is there. The application relies on them from now on.
     *
     * @return the visitor, with the claims that they have now
     */
    @Override
    public AnonymousPrincipal getPrincipal() {
        return session.principal();
    }

    /**
     * Tells whether this is the authentication of the same request.
     *
     * @param other the other authentication
     * @return whether both stand for one visitor of one request
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnonymousSessionAuthentication same && same.session == session;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(session);
    }

    @Override
    public String toString() {
        return "AnonymousSessionAuthentication" + getAuthorities();
    }
}
