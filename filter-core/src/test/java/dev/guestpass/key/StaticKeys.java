// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.List;

/** What a ring says of keys that somebody else made. */
public final class StaticKeys {

    private StaticKeys() {}

    /** Tells whether a key, or each key of a set, may sign here. */
    public static boolean isAccepted(String json) {
        try {
            List<JWK> keys = json.contains("\"keys\"") ? JWKSet.parse(json).getKeys() : List.of(JWK.parse(json));
            KeyRing.of(keys.stream().map(JwkRules::accept).toList(), TestKeys.PROJECT_ID);
            return true;
        } catch (ParseException | IllegalArgumentException e) {
            return false;
        }
    }
}
