// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that is derived from one key of the ring for one purpose, with which to hash and encrypt what a store keeps.
 * What it is can not be read from it. Immutable, and safe for use by several threads.
 */
public final class DerivedSecret {

    private static final byte[] SALT = "guestpass".getBytes(UTF_8);
    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom NONCES = new SecureRandom();

    private final String keyId;
    private final SecretKeySpec hashing;
    private final SecretKeySpec sealing;

    private DerivedSecret(String keyId, Hkdf secrets, String purpose) {
        this.keyId = keyId;
        this.hashing = new SecretKeySpec(secrets.expand("guestpass hashing v1 " + purpose, BYTES), "HmacSHA256");
        this.sealing = new SecretKeySpec(secrets.expand("guestpass sealing v1 " + purpose, BYTES), "AES");
    }

    static DerivedSecret of(SigningKey key, String purpose) {
        return new DerivedSecret(key.id(), new Hkdf(secretOf(key.jwk()).decode(), SALT), purpose);
    }

    /** The private exponent is the same in every encoding of a key, which the bytes of a file are not. */
    private static Base64URL secretOf(JWK jwk) {
        if (jwk instanceof OctetSequenceKey secret) {
            return secret.getKeyValue();
        }
        return jwk instanceof RSAKey rsa ? rsa.getPrivateExponent() : ((ECKey) jwk).getD();
    }

    /**
     * Returns the id of the key that this comes from, by which {@link DerivedSecrets#of} finds it again.
     *
     * @return {@code kid}
     */
    public String keyId() {
        return keyId;
    }

    /**
     * Hashes, with HMAC-SHA256: who does not have the key can neither make the hash nor try texts against it.
     *
     * @param parts what to hash; where one part ends and the next begins makes a difference
     * @return 43 characters of the base64url alphabet
     */
    public String hash(String... parts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(parts));
    }

    /**
     * Compares with a hash in constant time.
     *
     * @param hash what {@link #hash} returned
     * @param parts what is to be compared
     * @return whether it is the hash of these parts
     */
    public boolean matches(String hash, String... parts) {
        return MessageDigest.isEqual(hash.getBytes(UTF_8), hash(parts).getBytes(UTF_8));
    }

    private byte[] mac(String... parts) {
        try {
            Mac mac = Mac.getInstance(hashing.getAlgorithm());
            mac.init(hashing);
            for (String part : parts) {
                byte[] bytes = part.getBytes(UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has HmacSHA256", e);
        }
    }

    /**
     * Encrypts a text, with AES-256-GCM.
     *
     * @param text the text
     * @param context where it belongs; it can be opened only by who names the same
     * @return characters of the base64url alphabet, others each time
     */
    public String seal(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        NONCES.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(text.getBytes(UTF_8));
            byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no AES-GCM: check the security providers", e);
        }
    }

    /**
     * Decrypts a text.
     *
     * @param sealed what {@link #seal} returned
     * @param context where it belongs
     * @return the text, or empty if it was sealed by another secret or for another context, or was changed
     */
    public Optional<String> open(String sealed, String context) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed);
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
            return Optional.of(new String(text, UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "DerivedSecret[" + keyId + "]";
    }
}
