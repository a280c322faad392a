// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.TenantId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the management API, where it is, and what visitors may select.
 *
 * @param managementKeys the keys that may call it; without one it is switched off
 * @param mintsPerSecond how many sessions a key can make in a second
 * @param managementPath where the API is for services that may call management, below the context; {@code null} for the
 *     path of all endpoints. If it is set, management is there alone, and can be kept from the outside
 * @param selectableTenants the tenants that whoever holds a refresh token may select; a service with a management key may
 *     select any
 */
public record DescopeSettings(
        List<ManagementKey> managementKeys,
        int mintsPerSecond,
        @Nullable String managementPath,
        Set<String> selectableTenants) {

    private static final DescopeSettings DEFAULTS = new DescopeSettings(List.of(), 100, null, Set.of());

    /**
     * Checks the values and copies the collections.
     *
     * @param managementKeys see {@link #managementKeys()}
     * @param mintsPerSecond see {@link #mintsPerSecond()}
     * @param managementPath see {@link #managementPath()}
     * @param selectableTenants see {@link #selectableTenants()}
     * @throws IllegalArgumentException if the budget is not positive, a tenant is none, or the path does not begin with a
     *     slash, ends with one or has two in a row
     */
    public DescopeSettings {
        managementKeys = List.copyOf(managementKeys);
        selectableTenants = Set.copyOf(selectableTenants);
        selectableTenants.forEach(TenantId::checked);
        if (mintsPerSecond < 1) {
            throw new IllegalArgumentException("management.budget.per-second is 1 or more");
        }
        if (managementPath != null
                && (!managementPath.startsWith("/") || managementPath.endsWith("/") || managementPath.contains("//"))) {
            throw new IllegalArgumentException(
                    "management.path begins with a slash, has no two in a row and does not end with one: Descope's"
                            + " SDKs for Java, Go and Python would ask for //v1");
        }
    }

    /**
     * Returns the defaults: management is switched off, 100 mints a second, no tenant can be selected.
     *
     * @return the defaults
     */
    public static DescopeSettings defaults() {
        return DEFAULTS;
    }
}
