// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import java.security.Principal;
import java.util.Optional;

/**
 * A visitor who has not signed in, as a first-class identity.
 *
 * <p>An instance stands for a token that was verified, or for a visitor who was just given one; the library makes
 * them, an application reads them. It says <em>who the same visitor is</em>, never that the visitor may do anything:
 * a claim is not a right. Instances are immutable and safe for use by several threads.
 */
public interface AnonymousPrincipal extends Principal {

    /**
     * Returns the subject: unguessable, and the same for the whole life of the session ({@code sub}, RFC 7519 §4.1.2).
     * Key the visitor's cart by this value.
     *
     * @return the subject
     */
    String subject();

    /**
     * Returns the session that this principal belongs to ({@code sid}).
     *
     * @return the session id
     */
    SessionId sessionId();

    /**
     * Returns the tenant that the session was started for ({@code dct}).
     *
     * @return the tenant, or empty if the session has none
     */
    Optional<String> tenant();

    /**
     * Returns the application's own claims about this visitor.
     *
     * @return the custom claims, without the registered ones
     */
    Claims claims();

    /**
     * Tells whether this identity lasts for the current request alone. A transient principal has no cookie: its subject
     * is never seen again, so nothing worth keeping should be stored under it.
     *
     * @return whether the identity ends with the request
     */
    boolean isTransient();

    /**
     * Tells whether the session store confirmed, or had no reason to be asked, that the session has not ended. It is
     * {@code false} while the store can not be reached at a refresh: the visitor is served, but claims updates,
     * conversion and verification are refused.
     *
     * @return whether the session may be acted upon
     */
    boolean isLive();

    /**
     * Returns the {@linkplain #subject() subject}.
     *
     * @return the subject
     */
    @Override
    default String getName() {
        return subject();
    }
}
