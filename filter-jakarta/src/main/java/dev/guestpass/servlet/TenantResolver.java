// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Says which tenant a request is for, for example by its host name.
 *
 * <p>A token of another tenant counts as absent on such a request, and its cookie is kept. Called once per request, by
 * several threads at a time. If it throws, the visitor gets a transient principal. Without a resolver tokens of any tenant
 * are accepted, and new sessions have none.
 */
@FunctionalInterface
public interface TenantResolver {

    /**
     * Resolves the tenant.
     *
     * @param request the request
     * @return the tenant id, or empty if the request is for no tenant
     */
    Optional<String> resolve(HttpServletRequest request);
}
