// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.descope.DescopeSettings;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.token.ReservedClaims;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How the filter behaves towards browsers.
 *
 * @param cookies what the cookies look like
 * @param mode when a new session starts
 * @param budgetBurst how many sessions an address can start at once
 * @param budgetPerHour how many come back in an hour
 * @param excludedPaths beginnings of paths on which no session starts
 * @param endpointPath where the browser API is, below the context
 * @param allowedOrigins foreign origins that may call the browser API
 * @param writableClaims the claims that a browser may set
 * @param exposeUserPrincipal whether {@code getUserPrincipal()} tells the anonymous principal
 * @param descope what Descope's SDKs may do
 */
public record FilterSettings(
        CookieSettings cookies,
        Mode mode,
        int budgetBurst,
        int budgetPerHour,
        List<String> excludedPaths,
        String endpointPath,
        Set<String> allowedOrigins,
        Set<String> writableClaims,
        boolean exposeUserPrincipal,
        DescopeSettings descope) {

    private static final FilterSettings DEFAULTS = new FilterSettings(
            CookieSettings.defaults(),
            Mode.EAGER,
            60,
            600,
            List.of(),
            "/guestpass",
            Set.of(),
            Set.of(),
            false,
            DescopeSettings.defaults());

    /** As browsers write it: lower case, no path, no slash at the end (RFC 6454 §6.2). */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    /**
     * Checks paths, origins and claim names, and copies the lists.
     *
     * @param cookies see {@link #cookies()}
     * @param mode see {@link #mode()}
     * @param budgetBurst see {@link #budgetBurst()}
     * @param budgetPerHour see {@link #budgetPerHour()}
     * @param excludedPaths see {@link #excludedPaths()}
     * @param endpointPath see {@link #endpointPath()}
     * @param allowedOrigins see {@link #allowedOrigins()}
     * @param writableClaims see {@link #writableClaims()}
     * @param exposeUserPrincipal see {@link #exposeUserPrincipal()}
     * @param descope see {@link #descope()}
     * @throws IllegalArgumentException if a budget is not positive, a path does not begin with a slash, the endpoints' path ends with one or is the
     *     one for management, an origin is none, or a claim is one that no browser may set
     */
    public FilterSettings {
        Objects.requireNonNull(cookies, "cookies");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(descope, "descope");
        excludedPaths = List.copyOf(excludedPaths);
        allowedOrigins = Set.copyOf(allowedOrigins);
        writableClaims = Set.copyOf(writableClaims);
        requireBudget(budgetBurst, budgetPerHour);
        if (!endpointPath.startsWith("/") || endpointPath.endsWith("/") || endpointPath.contains("//")) {
            throw new IllegalArgumentException(
                    "endpoints.path begins with a slash, has no two in a row and does not end"
                            + " with one: Descope's"
                            + " SDKs for Java, Go and Python would ask for //v1");
        }
        if (endpointPath.equals(descope.managementPath())) {
            throw new IllegalArgumentException("management.path is the same as endpoints.path; leave it out");
        }
        requireNone("issuance.excluded-paths begin with a slash", excludedPaths, path -> !path.startsWith("/"));
        requireNone(
                "endpoints.allowed-origins are scheme://host[:port] in lower case, without a path or a slash at the end",
                allowedOrigins,
                origin -> !ORIGIN.matcher(origin).matches());
        requireNone(
                "claims.writable-by-browser names no claims of the token itself or of rights",
                writableClaims,
                name -> !ReservedClaims.forbiddenToBrowser(Set.of(name)).isEmpty());
    }

    static void requireBudget(int burst, int perHour) {
        if (burst < 1 || perHour < 1) {
            throw new IllegalArgumentException("issuance.budget.burst and issuance.budget.per-hour are 1 or more");
        }
    }

    private static void requireNone(String rule, Collection<String> values, Predicate<String> isWrong) {
        List<String> wrong = values.stream().filter(isWrong).sorted().toList();
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(rule + ", unlike " + String.join(", ", wrong));
        }
    }

    /**
     * Returns the defaults.
     *
     * @return the defaults
     */
    public static FilterSettings defaults() {
        return DEFAULTS;
    }

    /** When a new session starts. */
    public enum Mode {
        /** With the first request that may start one. */
        EAGER,
        /** When the application first asks who is there. */
        ON_ACCESS
    }
}
