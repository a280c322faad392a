// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.util.Objects;

/**
 * Keys that are given once and never change: from a secret store that the application reads by itself, or a test.
 * Immutable.
 */
final class StaticKeySource implements KeySource {

    private final KeyRing ring;

    private StaticKeySource(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * Uses a key ring.
     *
     * @param ring the keys
     * @return the source
     */
    static StaticKeySource of(KeyRing ring) {
        return new StaticKeySource(Objects.requireNonNull(ring, "ring"));
    }

    /**
     * Uses a JWK set in the form that {@link FileKeySource} writes.
     *
     * @param jwkSet JSON text with private keys and the member {@code project_id}
     * @return the source
     * @throws KeySourceException if the text is no such set, or a key in it may not be used
     */
    static StaticKeySource ofJwkSet(String jwkSet) {
        return new StaticKeySource(JwkSetFormat.parse(jwkSet, "The given JWK set"));
    }

    @Override
    public KeyRing load() {
        return ring;
    }
}
