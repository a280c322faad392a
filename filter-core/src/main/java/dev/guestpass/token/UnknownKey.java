// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.token.VerificationResult.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a token that another node may have signed with a newer key from one that is foreign.
 *
 * <p>Nothing in the token is believed here: it only decides whether the visitor's cookie is spared until the keys have
 * been loaded again. A token that names a key which the ring does hold is under a wrong header, or the key is retired.
 */
final class UnknownKey {

    private static final Set<String> MEMBERS = Set.of("alg", "kid", "typ");

    private UnknownKey() {}

    static Reason judge(CompactJws jws, String issuer, KeyRing ring, LiveKeyRing keys) {
        try {
            TokenPayload header = TokenPayload.parse(jws.decodedHeader());
            String keyId = header.text("kid");
            if (!keyId.matches("[A-Za-z0-9_-]{1,64}") || !isOurHeader(header) || ring.contains(keyId)) {
                return Reason.FOREIGN;
            }
            TokenPayload payload = TokenPayload.parse(jws.decodedPayload());
            boolean ours = payload.is("iss", issuer) && payload.is("danu", true);
            return ours && keys.mayAppear(keyId) ? Reason.AWAITED_KEY : Reason.FOREIGN;
        } catch (IllegalArgumentException e) {
            return Reason.FOREIGN;
        }
    }

    private static boolean isOurHeader(TokenPayload header) {
        @Nullable String algorithm = header.optionalText("alg");
        return header.hasOnly(MEMBERS)
                && header.is("typ", "JWT")
                && algorithm != null
                && algorithm.matches("RS256|ES256|HS256");
    }
}
