// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

/**
 * Makes keys: everything that a deployment needs at its first start. That is no EC key: one in the published set makes
 * Descope's Java SDK refuse all. Their term has no beginning, so a node whose clock is behind can sign with them too.
 */
final class NewKeys {

    private static final int RSA_BITS = 2048;
    private static final int SECRET_BITS = 256;

    private final SecureRandom random;

    NewKeys(SecureRandom random) {
        this.random = random;
    }

    KeyRing ring(Instant now) {
        List<SigningKey> keys = List.of(key(Algorithm.RS256, now), key(Algorithm.HS256, now));
        return KeyRing.of(keys, ProjectId.generate(random));
    }

    SigningKey key(Algorithm algorithm, Instant now) {
        return key(algorithm, algorithm == Algorithm.RS256 ? RSA_BITS : SECRET_BITS, now);
    }

    /** Makes a key that is as long as another: who chose a longer one than ours shall not lose it in a rotation. */
    SigningKey like(SigningKey other, Instant now) {
        return key(other.algorithm(), other.jwk().size(), now);
    }

    private SigningKey key(Algorithm algorithm, int bits, Instant now) {
        Date issued = Date.from(now.truncatedTo(ChronoUnit.SECONDS));
        try {
            return JwkRules.accept(
                    switch (algorithm) {
                        case RS256 -> rsa(bits, issued);
                        case ES256 -> ec(issued);
                        case HS256 -> secret(bits, issued);
                    });
        } catch (JOSEException e) {
            throw new IllegalStateException("No " + algorithm + " key can be made: check the security providers", e);
        }
    }

    private JWK rsa(int bits, Date issued) throws JOSEException {
        return new RSAKeyGenerator(bits)
                .secureRandom(random)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(Algorithm.RS256.jose())
                .keyIDFromThumbprint(true)
                .issueTime(issued)
                .generate();
    }

    private JWK ec(Date issued) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .secureRandom(random)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(Algorithm.ES256.jose())
                .keyIDFromThumbprint(true)
                .issueTime(issued)
                .generate();
    }

    /** A thumbprint of a secret is a hash of the secret, so its id is random. */
    private JWK secret(int bits, Date issued) throws JOSEException {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return new OctetSequenceKeyGenerator(bits)
                .secureRandom(random)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(Algorithm.HS256.jose())
                .keyID(Base64URL.encode(id).toString())
                .issueTime(issued)
                .generate();
    }
}
