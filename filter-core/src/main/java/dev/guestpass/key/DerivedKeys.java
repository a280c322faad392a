// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.ArrayList;
import java.util.List;

/**
 * What files with nothing but private keys lack: a secret for refresh tokens and a project id. Both are derived from the
 * private key by HKDF, so all nodes with the same key agree without a place to write to.
 *
 * <p>Each private key has its own secret, which takes its turns with it. The project id is that of the oldest key, so that
 * it stays the same when a new key comes; it changes when the oldest goes.
 */
final class DerivedKeys {

    private static final byte[] SALT = "guestpass".getBytes(US_ASCII);

    private DerivedKeys() {}

    /**
     * Makes a ring.
     *
     * @param privateKeys RSA and EC keys, the youngest first
     * @return them, their secrets and their project id
     * @throws IllegalArgumentException if there is none, or one may not be used
     */
    static KeyRing ring(List<JWK> privateKeys) {
        if (privateKeys.isEmpty()) {
            throw new IllegalArgumentException("There is no private key; add one, RSA with 2048 bits or more");
        }
        List<SigningKey> keys = new ArrayList<>();
        for (JWK jwk : privateKeys) {
            keys.add(JwkRules.accept(jwk));
            keys.add(JwkRules.accept(secret(jwk)));
        }
        JWK oldest = privateKeys.get(privateKeys.size() - 1);
        return KeyRing.of(keys, ProjectId.of(hkdf(oldest).expand("guestpass project id v1", 32)));
    }

    private static JWK secret(JWK jwk) {
        Hkdf hkdf = hkdf(jwk);
        return new OctetSequenceKey.Builder(hkdf.expand("guestpass refresh secret v1", 32))
                .keyID(Base64URL.encode(hkdf.expand("guestpass refresh key id v1", 16))
                        .toString())
                .algorithm(Algorithm.HS256.jose())
                .keyUse(KeyUse.SIGNATURE)
                .notBeforeTime(jwk.getNotBeforeTime())
                .build();
    }

    /** The private exponent is the same in every encoding of a key, which the bytes of a file are not. */
    private static Hkdf hkdf(JWK jwk) {
        Base64URL secret = jwk instanceof RSAKey rsa ? rsa.getPrivateExponent() : ((ECKey) jwk).getD();
        return new Hkdf(secret.decode(), SALT);
    }
}
