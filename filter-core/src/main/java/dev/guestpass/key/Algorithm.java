// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.JWSAlgorithm;

/** The signature algorithms that keys may have (RFC 7518 §3). A key has exactly one. */
public enum Algorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256: the one that every Descope SDK verifies. Signatures are deterministic. */
    RS256(true),
    /** ECDSA with P-256 and SHA-256: cheaper to sign, but several Descope SDKs do not verify it. */
    ES256(true),
    /** HMAC with SHA-256: for refresh tokens that nobody but this deployment reads. Never published. */
    HS256(false);

    private final boolean published;

    Algorithm(boolean published) {
        this.published = published;
    }

    JWSAlgorithm jose() {
        return JWSAlgorithm.parse(name());
    }

    /**
     * Tells whether keys of this algorithm have a public half, which the JWK set shows.
     *
     * @return whether others can verify
     */
    public boolean isPublished() {
        return published;
    }
}
