// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.Claims;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a new session shall be like.
 *
 * @param claims the claims to start with
 * @param tenant the tenant, or {@code null} for none
 */
public record NewSession(Claims claims, @Nullable String tenant) {

    /**
     * Checks the tenant.
     *
     * @param claims see {@link #claims()}
     * @param tenant see {@link #tenant()}
     * @throws IllegalArgumentException if the tenant is blank or longer than 128 characters
     */
    public NewSession {
        Objects.requireNonNull(claims, "claims");
        if (tenant != null && (tenant.isBlank() || tenant.length() > 128)) {
            throw new IllegalArgumentException("A tenant id has 1 to 128 characters");
        }
    }

    /**
     * Describes a session with nothing special.
     *
     * @return no claims, no tenant
     */
    public static NewSession plain() {
        return new NewSession(Claims.empty(), null);
    }
}
