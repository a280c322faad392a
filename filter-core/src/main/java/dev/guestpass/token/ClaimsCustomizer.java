// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.Claims;
import org.jspecify.annotations.Nullable;

/**
 * Adds claims to every new session, whichever way it starts: by a first visit or by a mint.
 *
 * <p>Called once per session, on the thread that starts it, by several threads at a time; never at a refresh, because a
 * refresh token is a function of the session. It must be quick and do no I/O. If it throws, the session starts with the
 * claims that it was asked to start with, and the failure is logged. What it adds beyond the limits is left out, the
 * largest first, with an event.
 */
@FunctionalInterface
public interface ClaimsCustomizer {

    /**
     * Returns the claims that the session shall start with.
     *
     * @param context what is known of the session
     * @return all claims, those of the context included if they are to stay
     */
    Claims customize(Context context);

    /**
     * Returns a customizer that changes nothing.
     *
     * @return the identity
     */
    static ClaimsCustomizer none() {
        return Context::claims;
    }

    /**
     * What is known of a session that is about to start.
     *
     * @param subject the new subject
     * @param tenant the tenant, or {@code null}
     * @param claims the claims that were asked for
     */
    record Context(String subject, @Nullable String tenant, Claims claims) {}
}
