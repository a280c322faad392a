// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A key with other times. */
final class DatedJwk {

    private DatedJwk() {}

    static JWK of(JWK jwk, @Nullable Instant signsFrom, @Nullable Instant retiresAt) {
        @Nullable Date from = signsFrom == null ? null : Date.from(signsFrom);
        @Nullable Date to = retiresAt == null ? null : Date.from(retiresAt);
        if (jwk instanceof RSAKey rsa) {
            return new RSAKey.Builder(rsa)
                    .notBeforeTime(from)
                    .expirationTime(to)
                    .build();
        } else if (jwk instanceof ECKey ec) {
            return new ECKey.Builder(ec).notBeforeTime(from).expirationTime(to).build();
        } else if (jwk instanceof OctetSequenceKey secret) {
            return new OctetSequenceKey.Builder(secret)
                    .notBeforeTime(from)
                    .expirationTime(to)
                    .build();
        }
        throw new IllegalArgumentException("Keys of type " + jwk.getKeyType() + " do not sign here");
    }
}
