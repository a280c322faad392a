// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Keys for tests. Generating RSA keys takes long, so one of each kind is made once. */
public final class TestKeys {

    public static final String PROJECT_ID = "P2abcdefghijklmnopqrstuvwxyz";

    private static final NewKeys NEW_KEYS = new NewKeys(new SecureRandom());
    private static final SigningKey RSA = generate(Algorithm.RS256);
    private static final SigningKey EC = generate(Algorithm.ES256);
    private static final SigningKey SECRET = generate(Algorithm.HS256);

    private TestKeys() {}

    public static SigningKey generate(Algorithm algorithm) {
        return generate(algorithm, Instant.EPOCH);
    }

    public static SigningKey generate(Algorithm algorithm, Instant now) {
        return NEW_KEYS.key(algorithm, now);
    }

    /** The same key as somebody wrote it down who did not think of times. */
    public static SigningKey undated(SigningKey key) {
        return JwkRules.accept(
                new ECKey.Builder((ECKey) key.jwk()).issueTime(null).build());
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

    /** What signs with a pair of keys in this JVM; empty if that is the JDK. */
    public static Optional<Provider> nativeProvider() {
        return NativeProvider.found();
    }

    public static KeyRing ring() {
        return KeyRing.of(List.of(RSA, SECRET), PROJECT_ID);
    }

    public static KeySource source() {
        return StaticKeySource.of(ring());
    }

    /** The same key under another id, announced until an instant. */
    public static SigningKey signsFrom(SigningKey key, String id, Instant instant) {
        return JwkRules.accept(new RSAKey.Builder((RSAKey) key.jwk())
                .keyID(id)
                .notBeforeTime(Date.from(instant))
                .build());
    }

    /** The same key under another id, retired at an instant. */
    public static SigningKey retiresAt(SigningKey key, String id, Instant instant) {
        return JwkRules.accept(new RSAKey.Builder((RSAKey) key.jwk())
                .keyID(id)
                .expirationTime(Date.from(instant))
                .build());
    }

    /** Every private member of the keys here, in base64url: what no text may ever show. */
    public static List<String> secrets() {
        RSAKey rsa = (RSAKey) RSA.jwk();
        return List.of(
                rsa.getPrivateExponent().toString(),
                rsa.getFirstPrimeFactor().toString(),
                rsa.getSecondPrimeFactor().toString(),
                ((ECKey) EC.jwk()).getD().toString(),
                ((OctetSequenceKey) SECRET.jwk()).getKeyValue().toString());
    }

    /** The JWK set with private keys, as a key file holds it. */
    public static String jwkSet(KeyRing ring) {
        return JwkSetFormat.write(ring);
    }
}
