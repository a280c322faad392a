// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of some claims, name by name: set this one, remove that one, leave all others as they are.
 *
 * <p>Because a change speaks of single names, two changes of different names made at the same time both survive.
 * Instances are immutable.
 */
public final class ClaimsChange {

    private final Map<String, @Nullable Object> values;
    private final @Nullable String tenant;
    private final TenantRule tenantRule;

    private ClaimsChange(Map<String, @Nullable Object> values, @Nullable String tenant, TenantRule tenantRule) {
        this.values = Collections.unmodifiableMap(values);
        this.tenant = tenant;
        this.tenantRule = tenantRule;
    }

    /**
     * Makes a change that selects a tenant and leaves all custom claims as they are. The tenant travels with the claims,
     * as {@code dct}, and is changed in the same step and under the same version.
     *
     * @param id the tenant
     * @param rule what the session must be like, or the change is refused
     * @return the change
     * @throws IllegalArgumentException if the id is none, as {@link TenantId} says
     */
    public static ClaimsChange selectTenant(String id, TenantRule rule) {
        return new ClaimsChange(Map.of(), TenantId.checked(id), rule);
    }

    /**
     * Starts a change with one claim to set.
     *
     * @param name the claim
     * @param value its new JSON value
     * @return the change
     * @throws IllegalArgumentException as {@link Claims#of} says
     */
    public static ClaimsChange set(String name, Object value) {
        return of(Map.of(name, value));
    }

    /**
     * Starts a change with one claim to remove.
     *
     * @param name the claim
     * @return the change
     * @throws IllegalArgumentException if no claim can have that name
     */
    public static ClaimsChange remove(String name) {
        return of(Collections.singletonMap(name, null));
    }

    /**
     * Makes a change of a map, as JSON Merge Patch does (RFC 7396): {@code null} removes.
     *
     * @param values names and new values
     * @return the change
     * @throws IllegalArgumentException as {@link Claims#of} says
     */
    public static ClaimsChange of(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        values.keySet().forEach(name -> {
            ClaimValues.requireName(name);
            copy.put(name, null);
        });
        copy.putAll(ClaimValues.copyOfClaims(values));
        return new ClaimsChange(copy, null, TenantRule.ANY);
    }

    /**
     * Returns this change with one more claim to set.
     *
     * @param name the claim
     * @param value its new JSON value
     * @return the longer change
     * @throws IllegalArgumentException as {@link Claims#of} says
     */
    public ClaimsChange andSet(String name, Object value) {
        return and(set(name, value));
    }

    /**
     * Returns this change with one more claim to remove.
     *
     * @param name the claim
     * @return the longer change
     * @throws IllegalArgumentException if no claim can have that name
     */
    public ClaimsChange andRemove(String name) {
        return and(remove(name));
    }

    private ClaimsChange and(ClaimsChange other) {
        Map<String, @Nullable Object> both = new LinkedHashMap<>(values);
        both.putAll(other.values);
        return other.tenant == null
                ? new ClaimsChange(both, tenant, tenantRule)
                : new ClaimsChange(both, other.tenant, other.tenantRule);
    }

    /**
     * Returns the names that this change sets or removes.
     *
     * @return the names, immutable
     */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * Returns this change as a merge patch: a name to its new value, or to {@code null} if it is to be removed.
     *
     * @return names and values, immutable
     */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    /**
     * Returns the tenant that this change selects.
     *
     * @return the tenant, or empty if it stays as it is
     */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    /**
     * Returns what the session must be like for that tenant to be selected.
     *
     * @return the rule; of no meaning where no tenant is selected
     */
    public TenantRule tenantRule() {
        return tenantRule;
    }

    /**
     * Applies this change to the claims alone.
     *
     * @param claims the claims before
     * @return the claims after
     */
    public Claims applyTo(Claims claims) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(claims.asMap());
        merged.putAll(values);
        return Claims.of(merged);
    }

    @Override
    public String toString() {
        return "ClaimsChange" + values.keySet() + (tenant == null ? "" : ", another tenant");
    }
}
