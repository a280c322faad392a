// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.time.Duration;

/**
 * Who wants to convert a session.
 *
 * @param conversionId names the conversion; derived from the session, so the same on every attempt
 * @param loginHash the proven login ID, hashed
 * @param lease how long nobody else may convert the session
 */
public record ConversionClaim(String conversionId, String loginHash, Duration lease) {

    /**
     * Checks the lease.
     *
     * @param conversionId see {@link #conversionId()}
     * @param loginHash see {@link #loginHash()}
     * @param lease see {@link #lease()}
     * @throws IllegalArgumentException if it is not positive
     */
    public ConversionClaim {
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("A lease lasts some time");
        }
    }
}
