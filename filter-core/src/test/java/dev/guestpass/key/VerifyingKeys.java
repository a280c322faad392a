// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** Keys of test vectors, which have no private half and so are none that a ring would take. */
public final class VerifyingKeys {

    private VerifyingKeys() {}

    /** Makes a key by the rules of {@link JwkRules} but for the private half; empty if it is none of ours. */
    public static Optional<SigningKey> of(String json) {
        try {
            JWK jwk = JWK.parse(json);
            boolean isNamed = jwk.getAlgorithm() != null
                    && List.of("RS256", "ES256", "HS256")
                            .contains(jwk.getAlgorithm().getName());
            return isNamed && JwkRules.mayVerify(jwk) ? Optional.of(key(jwk)) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static SigningKey key(JWK jwk) throws JOSEException {
        Algorithm algorithm = Algorithm.valueOf(jwk.getAlgorithm().getName());
        int length = switch (algorithm) {
            case RS256 -> (jwk.size() + 7) / 8;
            case ES256 -> 64;
            case HS256 -> 32;
        };
        return new SigningKey(jwk, algorithm, null, verifier(jwk), length);
    }

    private static JWSVerifier verifier(JWK jwk) throws JOSEException {
        if (jwk instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        return jwk instanceof ECKey ec ? new ECDSAVerifier(ec) : new MACVerifier((OctetSequenceKey) jwk);
    }
}
