// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Keys for tests. Generating RSA keys takes long, so one of each kind is made once. */
public final class TestKeys {

    public static final String PROJECT_ID = "P2abcdefghijklmnopqrstuvwxyz";

    private static final NewKeys NEW_KEYS = new NewKeys(new SecureRandom(), () -> Instant.EPOCH);
    private static final SigningKey RSA = generate(Algorithm.RS256);
    private static final SigningKey EC = generate(Algorithm.ES256);
    private static final SigningKey SECRET = generate(Algorithm.HS256);

    private TestKeys() {}

    public static SigningKey generate(Algorithm algorithm) {
        return NEW_KEYS.key(algorithm);
    }

    public static SigningKey rsa() {
        return RSA;
    }

    public static SigningKey ec() {
        return EC;
    }

    public static SigningKey secret() {
        return SECRET;
    }

    public static KeyRing ring() {
        return KeyRing.of(List.of(RSA, SECRET), PROJECT_ID);
    }

    public static KeySource source() {
        return StaticKeySource.of(ring());
    }

    /** The JWK set with private keys, as a key file holds it. */
    public static String jwkSet(KeyRing ring) {
        return JwkSetFormat.write(ring);
    }
}
