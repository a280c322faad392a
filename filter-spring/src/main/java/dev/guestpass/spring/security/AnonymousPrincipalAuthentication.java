// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.AnonymousPrincipal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The authentication of a visitor who is known already: in a service that verified their token, or in a test. Like {@link
 * AnonymousSessionAuthentication}, which stands for the visitor of a request that the filter saw, it is an {@link
 * AnonymousAuthenticationToken}: {@code authenticated()} refuses it, {@code anonymous()} admits it, and no claim is an
 * authority.
 *
 * <p>Immutable but for its details; safe for use by several threads.
 */
@SuppressWarnings("serial") // Spring Security keeps no anonymous authentication anywhere.
public final class AnonymousPrincipalAuthentication extends AnonymousAuthenticationToken {

    private static final List<GrantedAuthority> AUTHORITIES = List.of(new SimpleGrantedAuthority("ROLE_ANONYMOUS"));

    private final transient AnonymousPrincipal principal;

    /**
     * Makes the authentication of a visitor with the one authority that Spring Security gives to anonymous users.
     *
     * @param principal the visitor
     */
    public AnonymousPrincipalAuthentication(AnonymousPrincipal principal) {
        this(principal, AUTHORITIES);
    }

    /**
     * Makes the authentication of a visitor.
     *
     * @param principal the visitor
     * @param authorities what the application lets every visitor do; never taken from their claims
     * @throws IllegalArgumentException if there are no authorities
     */
    public AnonymousPrincipalAuthentication(
            AnonymousPrincipal principal, Collection<? extends GrantedAuthority> authorities) {
        super("guestpass", Objects.requireNonNull(principal, "principal"), authorities);
        this.principal = principal;
    }

    /**
     * Returns who is there.
     *
     * @return the visitor
     */
    @Override
    public AnonymousPrincipal getPrincipal() {
        return principal;
    }

    @Override
    public String toString() {
        return "AnonymousPrincipalAuthentication" + getAuthorities();
    }
}
