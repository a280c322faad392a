// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/**
 * How a key ring is written down: a JWK set with private keys (RFC 7517 §5), and one member more,
 * {@code project_id}, so that keys and issuer can not part.
 */
final class JwkSetFormat {

    private static final String PROJECT_ID = "project_id";

    private JwkSetFormat() {}

    static String write(KeyRing ring) {
        List<JWK> jwks = ring.keys().stream().map(SigningKey::jwk).toList();
        JWKSet set = new JWKSet(jwks, Map.of(PROJECT_ID, ring.projectId()));
        return JSONObjectUtils.toJSONString(set.toJSONObject(false));
    }

    /**
     * Reads a key ring.
     *
     * @param json the text
     * @param place what to call the text in an error
     * @return the key ring
     * @throws KeySourceException if the text is no such set, or a key may not be used
     */
    static KeyRing parse(String json, String place) {
        JWKSet set = jwkSet(json, place);
        if (!(set.getAdditionalMembers().get(PROJECT_ID) instanceof String projectId)) {
            throw new KeySourceException(
                    place + " has no member \"" + PROJECT_ID + "\"; add it, with 28 letters and digits", null);
        }
        try {
            return KeyRing.of(set.getKeys().stream().map(JwkRules::accept).toList(), projectId);
        } catch (IllegalArgumentException e) {
            throw new KeySourceException(place + " can not be used: " + e.getMessage(), e);
        }
    }

    /** The parser fails in more ways than it declares ({@code null} is one); all mean that the text is no such set. */
    private static JWKSet jwkSet(String json, String place) {
        try {
            return JWKSet.parse(json);
        } catch (ParseException | RuntimeException e) {
            throw new KeySourceException(
                    place + " is no JWK set with private keys (RFC 7517): put the original content back", null);
        }
    }
}
