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
import java.security.Provider;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** Keys of test vectors, which have no private half and so are none that a ring would take. */
public final class VerifyingKeys {

    private VerifyingKeys() {}

    /** Makes a key by the rules of {@link JwkRules} but for the private half; empty if it is none of ours. */
    public static Optional<SigningKey> of(String json, Optional<Provider> provider) {
        try {
            JWK jwk = JWK.parse(json);
            boolean isNamed = jwk.getAlgorithm() != null
                    && List.of("RS256", "ES256", "HS256")
                            .contains(jwk.getAlgorithm().getName());
            return isNamed && JwkRules.mayVerify(jwk) ? Optional.of(key(jwk, provider)) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static SigningKey key(JWK jwk, Optional<Provider> provider) throws JOSEException {
        Algorithm algorithm = Algorithm.valueOf(jwk.getAlgorithm().getName());
        int length = switch (algorithm) {
            case RS256 -> (jwk.size() + 7) / 8;
            case ES256 -> 64;
            case HS256 -> 32;
        };
        return new SigningKey(jwk, algorithm, null, verifier(jwk, provider), length);
    }

    private static JWSVerifier verifier(JWK jwk, Optional<Provider> provider) throws JOSEException {
        if (jwk instanceof OctetSequenceKey secret) {
            return new MACVerifier(secret);
        }
        return JwkRules.by(
                provider, jwk instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECKey) jwk));
    }
}
