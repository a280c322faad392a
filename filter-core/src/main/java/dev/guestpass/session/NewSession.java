// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.Claims;
import dev.guestpass.TenantId;
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
     * @throws IllegalArgumentException if the tenant is none, as {@link TenantId} says
     */
    public NewSession {
        Objects.requireNonNull(claims, "claims");
        if (tenant != null) {
            TenantId.checked(tenant);
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
