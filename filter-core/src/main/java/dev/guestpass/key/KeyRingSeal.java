// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals short texts that a client carries and only this deployment may read and write: AES-256-GCM under a secret that is
 * derived from the key that signs, by HKDF. What was sealed opens on every node that has the key, for as long as that key
 * verifies. Another purpose is another secret.
 *
 * <p>The result is base64url: which key (8 bytes), nonce (12), encrypted text and tag. Safe for use by several threads.
 */
public final class KeyRingSeal {

    private static final byte[] SALT = "guestpass".getBytes(US_ASCII);
    private static final int NAME_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** What a client may make us decode: far more than a path can be long. */
    private static final int LONGEST = 16_384;

    private final LiveKeyRing keys;
    private final String purpose;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Makes a seal.
     *
     * @param keys the keys
     * @param purpose what it is for: ASCII text
     * @param clock the time
     * @param random where nonces come from; secure
     */
    public KeyRingSeal(LiveKeyRing keys, String purpose, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.purpose = purpose;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Seals.
     *
     * @param content what nobody else shall read
     * @return text that is safe in URLs
     * @throws IllegalStateException if the security providers fail
     */
    public String seal(byte[] content) {
        Hkdf secret = hkdf(sealing());
        byte[] name = name(secret);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, secret, name, nonce).doFinal(content);
            ByteBuffer sealed = ByteBuffer.allocate(NAME_BYTES + NONCE_BYTES + encrypted.length);
            return Base64URL.encode(sealed.put(name).put(nonce).put(encrypted).array())
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A text can not be sealed: check the security providers", e);
        }
    }

    /**
     * Opens.
     *
     * @param sealed text of whatever size and shape
     * @return what was sealed, or empty if it was not sealed by this deployment for this purpose, or by a key that is retired
     */
    public Optional<byte[]> open(String sealed) {
        byte[] bytes = sealed.length() > LONGEST ? new byte[0] : new Base64URL(sealed).decode();
        if (bytes.length < NAME_BYTES + NONCE_BYTES + TAG_BITS / 8
                || !Base64URL.encode(bytes).toString().equals(sealed)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        byte[] name = take(parts, NAME_BYTES);
        byte[] nonce = take(parts, NONCE_BYTES);
        byte[] encrypted = take(parts, parts.remaining());
        return keys.current().keys().stream()
                .filter(key -> !key.isRetired(now))
                .map(KeyRingSeal::hkdf)
                .filter(secret -> MessageDigest.isEqual(name(secret), name))
                .findFirst()
                .flatMap(secret -> decrypted(secret, name, nonce, encrypted));
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] part = new byte[length];
        from.get(part);
        return part;
    }

    private Optional<byte[]> decrypted(Hkdf secret, byte[] name, byte[] nonce, byte[] encrypted) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, secret, name, nonce).doFinal(encrypted));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, Hkdf secret, byte[] name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(secret.expand("guestpass seal v1 " + purpose, 32), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name);
        return cipher;
    }

    private byte[] name(Hkdf secret) {
        return secret.expand("guestpass seal name v1 " + purpose, NAME_BYTES);
    }

    /** Of the keys in their term the one that began last; a secret before a private key. */
    private SigningKey sealing() {
        KeyRing ring = keys.current();
        Instant now = clock.instant();
        return ring.keys().stream()
                .filter(key -> !key.signsFrom().isAfter(now) && !key.isRetired(now))
                .max(Comparator.comparing((SigningKey key) -> key.algorithm() == Algorithm.HS256)
                        .thenComparing(SigningKey::signsFrom))
                .orElseThrow(() -> new IllegalStateException(
                        "The key ring has no key that may sign now; add one to the key source"));
    }

    private static Hkdf hkdf(SigningKey key) {
        JWK jwk = key.jwk();
        if (jwk instanceof OctetSequenceKey secret) {
            return new Hkdf(secret.getKeyValue().decode(), SALT);
        }
        Base64URL secret = jwk instanceof RSAKey rsa ? rsa.getPrivateExponent() : ((ECKey) jwk).getD();
        return new Hkdf(secret.decode(), SALT);
    }
}
