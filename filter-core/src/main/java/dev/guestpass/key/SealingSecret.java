// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A configured secret, from which encryption keys are derived. It is kept as a hash alone.
 *
 * <p>The derivation is PBKDF2 and not HKDF, because nothing makes sure that people configure random characters and not a
 * phrase: who has stolen the table must pay for each guess. It takes about a second, once for each salt.
 */
final class SealingSecret {

    private static final int SHORTEST = 22;
    private static final int ITERATIONS = 600_000;
    private static final int KEY_BITS = 256;

    /** One salt is in use at a time; more than a few are somebody's who writes nonsense to the table. */
    private static final int MAX_SALTS = 32;

    private final char[] hash;
    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

    SealingSecret(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("The secret that encrypts keys has " + secret.length()
                    + " characters; use 22 or more at random, as openssl rand -base64 24 makes them");
        }
        this.hash = hash(secret);
    }

    private static char[] hash(String secret) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            return HexFormat.of().formatHex(bytes).toCharArray();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    SecretKey key(String salt) {
        if (keys.size() >= MAX_SALTS) {
            keys.clear();
        }
        return keys.computeIfAbsent(salt, this::derive);
    }

    private SecretKey derive(String salt) {
        PBEKeySpec spec = new PBEKeySpec(hash, Base64.getUrlDecoder().decode(salt), ITERATIONS, KEY_BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no PBKDF2: check the security providers", e);
        } finally {
            spec.clearPassword();
        }
    }
}
