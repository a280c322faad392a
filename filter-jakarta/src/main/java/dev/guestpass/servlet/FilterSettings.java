// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.transport.CookieSettings;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
        boolean exposeUserPrincipal) {

    private static final FilterSettings DEFAULTS = new FilterSettings(
            CookieSettings.defaults(), Mode.EAGER, 60, 600, List.of(), "/guestpass", Set.of(), Set.of(), false);

    /**
     * Checks the path, and copies the lists.
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
     * @throws IllegalArgumentException if the path does not begin with a slash, or ends with one
     */
    public FilterSettings {
        Objects.requireNonNull(cookies, "cookies");
        Objects.requireNonNull(mode, "mode");
        excludedPaths = List.copyOf(excludedPaths);
        allowedOrigins = Set.copyOf(allowedOrigins);
        writableClaims = Set.copyOf(writableClaims);
        if (!endpointPath.startsWith("/") || endpointPath.endsWith("/")) {
            throw new IllegalArgumentException("endpoints.path begins with a slash and does not end with one");
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
