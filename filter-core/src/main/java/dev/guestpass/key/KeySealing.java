// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts keys for a place that others can read, such as a database and its backups: with AES-256-GCM under a configured
 * secret, bound to id, algorithm and times, so that what stands beside one key can not be changed or put beside another.
 *
 * <p>Several secrets may be given so that one can be replaced while nodes run: all of them open, the first one seals. First
 * all nodes get the new one as their second, then as their first; when all keys are {@linkplain #isCurrent sealed} with it,
 * the old one can go. Safe for use by several threads.
 */
public final class KeySealing {

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String FORM = "v1";

    private final List<SealingSecret> secrets;
    private final SecureRandom random = new SecureRandom();

    /** Deriving a key is slow on purpose, so the keys of a deployment share a salt where they can. */
    private volatile String salt = randomText(SALT_BYTES);

    private KeySealing(List<SealingSecret> secrets) {
        this.secrets = secrets;
    }

    /**
     * Takes the secrets; what is kept of them is a hash.
     *
     * @param secrets one or more of at least 22 characters, which should be random; the first one seals
     * @return the sealing
     * @throws IllegalArgumentException if there is none, or one is too short
     */
    public static KeySealing with(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("There is no secret that encrypts keys; configure one");
        }
        return new KeySealing(secrets.stream().map(SealingSecret::new).toList());
    }

    /**
     * Encrypts a key.
     *
     * @param key the key
     * @param projectId the project id of its ring
     * @return the key in a form that may be stored
     */
    public SealedKey seal(SigningKey key, String projectId) {
        String sealedWith = salt;
        @Nullable Instant signsFrom = key.notBefore().orElse(null);
        @Nullable Instant retiresAt = key.retiresAt().orElse(null);
        SealedKey open = new SealedKey(key.id(), key.algorithm(), signsFrom, retiresAt, "");
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = JwkSetFormat.write(KeyRing.of(List.of(key), projectId)).getBytes(UTF_8);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, secrets.get(0), sealedWith, nonce, open)
                    .doFinal(text);
            String content = String.join(".", FORM, sealedWith, text(nonce), text(encrypted));
            return new SealedKey(key.id(), key.algorithm(), signsFrom, retiresAt, content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Key " + key.id() + " can not be encrypted: check the providers", e);
        }
    }

    /**
     * Decrypts keys that were sealed one by one.
     *
     * @param sealed all keys of a ring, the first of those that begin together being the one that signs
     * @param place what to call them in an error
     * @return the ring
     * @throws KeySourceException if a key was sealed with another secret or changed since, or if they make no ring
     */
    public KeyRing open(Collection<SealedKey> sealed, String place) {
        List<SigningKey> keys = new ArrayList<>();
        String projectId = "";
        for (SealedKey one : sealed) {
            KeyRing ring = open(one, place);
            keys.addAll(ring.keys());
            if (!projectId.isEmpty() && !projectId.equals(ring.projectId())) {
                throw new KeySourceException(place + " holds keys of two deployments; remove those of one", null);
            }
            projectId = ring.projectId();
        }
        try {
            return KeyRing.of(keys, projectId);
        } catch (IllegalArgumentException e) {
            throw new KeySourceException(place + " can not be used: " + e.getMessage(), e);
        }
    }

    private KeyRing open(SealedKey key, String place) {
        String json = secrets.stream()
                .flatMap(secret -> decrypt(key, secret, place).stream())
                .findFirst()
                .orElseThrow(() -> new KeySourceException(
                        place + " holds key " + key.id() + ", which was encrypted with another secret or changed since:"
                                + " configure the secret that encrypted it, too",
                        null));
        return JwkSetFormat.parse(json, place);
    }

    /**
     * Tells whether a key was sealed with the secret that seals now.
     *
     * @param key a sealed key
     * @return {@code false} if it should be sealed anew before the secret that it needs goes
     */
    public boolean isCurrent(SealedKey key) {
        return decrypt(key, secrets.get(0), "The sealed key").isPresent();
    }

    private Optional<String> decrypt(SealedKey key, SealingSecret secret, String place) {
        String[] parts = key.content().split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals(FORM)) {
            throw new KeySourceException(
                    place + " holds key " + key.id() + " in a form that this version does not know", null);
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, secret, parts[1], bytes(parts[2]), key);
            String text = new String(cipher.doFinal(bytes(parts[3])), UTF_8);
            salt = parts[1];
            return Optional.of(text);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SealingSecret secret, String salt, byte[] nonce, SealedKey bound)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret.key(salt), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData(bound));
        return cipher;
    }

    /** None of the parts can hold a line break, so no two keys have the same data. */
    private static byte[] associatedData(SealedKey key) {
        return Stream.of(FORM, key.id(), key.algorithm(), seconds(key.signsFrom()), seconds(key.retiresAt()))
                .map(String::valueOf)
                .reduce((one, other) -> one + '\n' + other)
                .orElseThrow()
                .getBytes(UTF_8);
    }

    private static String seconds(@Nullable Instant instant) {
        return instant == null ? "" : String.valueOf(instant.getEpochSecond());
    }

    private static String randomText(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return text(bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
