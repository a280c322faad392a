// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.Claims;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large claims may grow. They travel in two cookies on every request, and a container refuses headers beyond 8 KB
 * before any filter runs, for as long as the cookies live.
 *
 * @param maxBytes size of the JSON object in UTF-8
 * @param maxDepth how deep values may be nested; 1 is a claim that is a string or a number
 * @param maxNames how many claims there may be
 * @param maxTogether size of the claims and the tenant together; a token longer than a cookie can hold is accepted nowhere
 */
public record ClaimLimits(int maxBytes, int maxDepth, int maxNames, int maxTogether) {

    /** The limits for sessions that live in cookies: 1,024 bytes, depth 5, 64 names. */
    public static final ClaimLimits DEFAULT = new ClaimLimits(1_024, 5, 64);

    /**
     * Checks the limits.
     *
     * @param maxBytes see {@link #maxBytes()}
     * @param maxDepth see {@link #maxDepth()}
     * @param maxNames see {@link #maxNames()}
     * @param maxTogether see {@link #maxTogether()}
     * @throws IllegalArgumentException if one is not positive, or if tokens of {@code maxBytes} would not fit a cookie
     */
    public ClaimLimits {
        if (maxBytes < 2 || maxBytes > 2_048 || maxDepth < 1 || maxNames < 1) {
            throw new IllegalArgumentException(
                    "Claims take 2 to 2048 bytes, a depth of 1 or more and 1 name or more; larger ones do not fit a cookie");
        }
    }

    /**
     * Takes limits of claims alone.
     *
     * @param maxBytes see {@link #maxBytes()}
     * @param maxDepth see {@link #maxDepth()}
     * @param maxNames see {@link #maxNames()}
     * @throws IllegalArgumentException if one is not positive, or if tokens of {@code maxBytes} would not fit a cookie
     */
    public ClaimLimits(int maxBytes, int maxDepth, int maxNames) {
        this(maxBytes, maxDepth, maxNames, Integer.MAX_VALUE);
    }

    /**
     * Returns these limits with one for claims and tenant together.
     *
     * @param bytes how many they may take
     * @return the copy
     */
    public ClaimLimits within(int bytes) {
        return new ClaimLimits(maxBytes, maxDepth, maxNames, bytes);
    }

    /**
     * Checks claims and the tenant that goes with them.
     *
     * @param claims the claims
     * @param tenant the tenant, or {@code null}
     * @return what is wrong with them, for the caller; empty if they fit
     */
    public Optional<String> violation(Claims claims, @Nullable String tenant) {
        Optional<String> alone = violation(claims);
        if (alone.isPresent()) {
            return alone;
        }
        int size = ClaimsJson.size(claims) + (tenant == null ? 0 : StrictJson.write(Map.of("dct", tenant)).length);
        return size > maxTogether
                ? Optional.of("The claims and the tenant take " + size + " bytes, " + maxTogether + " are left of the "
                        + CompactJws.MAX_LENGTH + " characters of a token")
                : Optional.empty();
    }

    /**
     * Checks claims.
     *
     * @param claims the claims
     * @return what is wrong with them, for the caller; empty if they fit
     */
    public Optional<String> violation(Claims claims) {
        int size = ClaimsJson.size(claims);
        if (size > maxBytes) {
            return Optional.of("The claims take " + size + " bytes, " + maxBytes + " are allowed; the largest is \""
                    + largest(claims) + "\"");
        } else if (claims.names().size() > maxNames) {
            return Optional.of("There are " + claims.names().size() + " claims, " + maxNames + " are allowed");
        }
        return claims.asMap().entrySet().stream()
                .filter(claim -> depth(claim.getValue()) > maxDepth)
                .map(claim -> "The claim \"" + claim.getKey() + "\" is nested more than " + maxDepth + " deep")
                .findFirst();
    }

    /**
     * Leaves out the largest claims until the rest fits.
     *
     * @param claims the claims
     * @return those that fit
     */
    public Claims fitting(Claims claims) {
        Map<String, Object> rest = new LinkedHashMap<>(claims.asMap());
        rest.values().removeIf(value -> depth(value) > maxDepth);
        while (violation(Claims.of(rest)).isPresent()) {
            rest.remove(largest(Claims.of(rest)));
        }
        return Claims.of(rest);
    }

    private static String largest(Claims claims) {
        return claims.names().stream()
                .max(Comparator.comparingInt(name -> sizeOf(claims, name)))
                .orElseThrow();
    }

    private static int sizeOf(Claims claims, String name) {
        return StrictJson.write(Map.of(name, claims.asMap().get(name))).length;
    }

    private static int depth(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return 1 + deepest(map.values());
        }
        return value instanceof Collection<?> list ? 1 + deepest(list) : 1;
    }

    private static int deepest(Collection<?> values) {
        return values.stream().mapToInt(ClaimLimits::depth).max().orElse(0);
    }
}
