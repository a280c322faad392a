// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The claim names that belong to the token itself, and those that speak of rights.
 *
 * <p>A caller who sets one is refused by name: dropping it in silence would hide the mistake (RFC 7519 §4.1).
 */
public final class ReservedClaims {

    private static final Set<String> REGISTERED = Set.of(
            "danu", "drn", "iss", "sub", "sid", "iat", "exp", "jti", "rexp", "gen", "end", "dct", "tenants", "cv",
            "aud", "nbf", "dsub", "amr", "cnf", "azp", "scope");

    /** Trusted server code may speak of rights to its own services; a browser never may. */
    private static final Set<String> RIGHTS = Set.of("roles", "permissions");

    private ReservedClaims() {}

    /**
     * Tells whether a name belongs to the token itself.
     *
     * @param name a claim
     * @return whether it is no custom claim
     */
    public static boolean isRegistered(String name) {
        return REGISTERED.contains(name);
    }

    /**
     * Refuses names that nobody may set.
     *
     * @param names the claims that trusted server code wants to set
     * @throws IllegalArgumentException if one of them is registered; the text names them all
     */
    public static void refuseFromServer(Collection<String> names) {
        Set<String> refused = new TreeSet<>(names);
        refused.retainAll(REGISTERED);
        refuse(refused);
    }

    /**
     * Names what a browser may not set: the registered names, and those that speak of rights.
     *
     * @param names the claims that a browser wants to set
     * @return the forbidden ones among them, in order
     */
    public static List<String> forbiddenToBrowser(Collection<String> names) {
        return names.stream()
                .filter(name -> REGISTERED.contains(name) || RIGHTS.contains(name))
                .sorted()
                .toList();
    }

    /**
     * Tells whether claims speak of rights, which services read as given in the session's tenant.
     *
     * @param names the claims
     * @return whether {@code roles} or {@code permissions} are among them
     */
    public static boolean haveRights(Collection<String> names) {
        return names.stream().anyMatch(RIGHTS::contains);
    }

    private static void refuse(Set<String> refused) {
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("These claims belong to the token and can not be set: "
                    + String.join(", ", refused) + ". Choose other names.");
        }
    }
}
