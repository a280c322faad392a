// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import dev.guestpass.Claims;
import dev.guestpass.token.ReservedClaims;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which claims of a visitor travel to the account, and by what names. Immutable.
 *
 * <p>What speaks of rights never does ({@code roles}, {@code permissions}): a visitor's claim must not become a right of an
 * account.
 *
 * @param names the claims that travel, each with its name at the account; if empty, all that are not private
 * @param privateNames the claims that never travel
 */
public record ClaimSelection(Map<String, String> names, Set<String> privateNames) {

    private static final ClaimSelection ALL = new ClaimSelection(Map.of(), Set.of());

    /**
     * Checks the names.
     *
     * @param names see {@link #names()}
     * @param privateNames see {@link #privateNames()}
     * @throws IllegalArgumentException if a private claim is to travel, if two claims would get one name, or if a name can
     *     not be that of a claim, belongs to the token or speaks of rights; the text says which
     */
    public ClaimSelection {
        names = Map.copyOf(names);
        privateNames = Set.copyOf(privateNames);
        requireNames(privateNames);
        requireNames(names.keySet());
        requireNames(names.values());
        requireOpen(names.keySet(), privateNames);
        if (new HashSet<>(names.values()).size() < names.size()) {
            throw new IllegalArgumentException("Two claims would travel by the same name; give each its own");
        }
    }

    private static void requireNames(Collection<String> names) {
        List<String> reserved = ReservedClaims.forbiddenToBrowser(names);
        if (!reserved.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", reserved)
                    + " belongs to the token or speaks of rights, and travels nowhere; leave it out");
        }
        names.forEach(name -> Claims.of(Map.of(name, true)));
    }

    private static void requireOpen(Set<String> travelling, Set<String> privateNames) {
        List<String> both =
                travelling.stream().filter(privateNames::contains).sorted().toList();
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(", ", both) + " is private and can not travel; take it out of one of the two lists");
        }
    }

    /**
     * Returns the default: all custom claims travel by their own names.
     *
     * @return the selection
     */
    public static ClaimSelection all() {
        return ALL;
    }

    /**
     * Reads a selection.
     *
     * @param entries {@code name}, or {@code name:nameAtTheAccount}; if there is none, all claims that are not private travel
     * @param privateNames the claims that never travel
     * @return the selection
     * @throws IllegalArgumentException as the constructor, or if a claim is named twice
     */
    public static ClaimSelection parse(Collection<String> entries, Set<String> privateNames) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String entry : entries) {
            String[] parts = entry.split(":", 2);
            String name = parts[0].trim();
            if (names.put(name, parts[parts.length - 1].trim()) != null) {
                throw new IllegalArgumentException(name + " is named twice; name it once");
            }
        }
        return new ClaimSelection(names, privateNames);
    }

    /**
     * Selects and renames.
     *
     * @param claims all claims of a visitor
     * @return those that travel
     */
    public Claims of(Claims claims) {
        Map<String, Object> travelling = new LinkedHashMap<>();
        claims.asMap().forEach((name, value) -> {
            if (travels(name)) {
                travelling.put(names.getOrDefault(name, name), value);
            }
        });
        return Claims.of(travelling);
    }

    private boolean travels(String name) {
        return names.isEmpty()
                ? !privateNames.contains(name)
                        && ReservedClaims.forbiddenToBrowser(List.of(name)).isEmpty()
                : names.containsKey(name);
    }
}
