// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import java.util.Set;

/**
 * What the browser API allows.
 *
 * @param path where it is, below the context; no slash at its end
 * @param allowedOrigins foreign origins that may call it, as in {@code https://shop.example}
 * @param writableClaims the claims that a browser may set
 */
public record EndpointSettings(String path, Set<String> allowedOrigins, Set<String> writableClaims) {

    /**
     * Copies the sets.
     *
     * @param path see {@link #path()}
     * @param allowedOrigins see {@link #allowedOrigins()}
     * @param writableClaims see {@link #writableClaims()}
     */
    public EndpointSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
        writableClaims = Set.copyOf(writableClaims);
    }
}
