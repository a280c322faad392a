// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

/** The public half of a key, with the members that Descope's SDKs insist on ({@code alg}, {@code use}) and no more. */
final class PublicJwk {

    private PublicJwk() {}

    static JWK of(JWK jwk, Algorithm algorithm) {
        if (jwk instanceof RSAKey rsa) {
            return new RSAKey.Builder(rsa.getModulus(), rsa.getPublicExponent())
                    .keyID(rsa.getKeyID())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm.jose())
                    .build();
        } else if (jwk instanceof ECKey ec) {
            return new ECKey.Builder(ec.getCurve(), ec.getX(), ec.getY())
                    .keyID(ec.getKeyID())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm.jose())
                    .build();
        }
        throw new IllegalArgumentException("A secret has no public half");
    }
}
