// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A private key of the JDK as a JWK, with its RFC 7638 thumbprint as id. */
final class PrivateKeyJwk {

    private PrivateKeyJwk() {}

    /**
     * Makes the JWK.
     *
     * @param key a private key
     * @param signsFrom from when on it signs, or {@code null}
     * @return the JWK, not yet judged by {@link JwkRules}
     * @throws IllegalArgumentException if it is no RSA or P-256 key
     */
    static JWK of(PrivateKey key, @Nullable Instant signsFrom) {
        @Nullable Date from = signsFrom == null ? null : Date.from(signsFrom);
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                return new RSAKey.Builder(publicHalf(rsa))
                        .privateKey(rsa)
                        .keyIDFromThumbprint()
                        .notBeforeTime(from)
                        .build();
            } else if (key instanceof ECPrivateKey ec) {
                return new ECKey.Builder(Curve.P_256, EcPublicHalf.of(ec))
                        .privateKey(ec)
                        .keyIDFromThumbprint()
                        .notBeforeTime(from)
                        .build();
            }
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException(
                    "A private " + key.getAlgorithm() + " key can not be used: make another", e);
        }
        throw new IllegalArgumentException("A private key is of type " + key.getAlgorithm() + "; use RSA or EC");
    }

    private static RSAPublicKey publicHalf(RSAPrivateCrtKey key) throws GeneralSecurityException {
        RSAPublicKeySpec numbers = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers);
    }
}
