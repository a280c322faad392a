// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import java.time.Instant;

/**
 * A token just signed, ready to be given to the visitor. {@link #toString()} does not show it.
 *
 * @param value the compact JWS
 * @param expiresAt its expiry
 */
public record IssuedToken(String value, Instant expiresAt) {

    @Override
    public String toString() {
        return "IssuedToken[expiresAt=" + expiresAt + "]";
    }
}
