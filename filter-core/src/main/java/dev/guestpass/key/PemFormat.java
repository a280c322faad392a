// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads private keys from PEM text (RFC 7468 §10 and §11). Certificates and parameters beside them are passed over. */
final class PemFormat {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    private PemFormat() {}

    /**
     * Reads all private keys.
     *
     * @param text the PEM text
     * @param passphrase asked for each encrypted key
     * @return the keys in their order
     * @throws IllegalArgumentException if there is none, or one can not be read; the text says why and what to do
     */
    static List<PrivateKey> parse(String text, @Nullable Supplier<char[]> passphrase) {
        List<PrivateKey> keys = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String label = block.group(1);
            if (label.equals(PLAIN)) {
                keys.add(plain(new PKCS8EncodedKeySpec(decode(block.group(2)))));
            } else if (label.equals(ENCRYPTED)) {
                keys.add(plain(decrypt(decode(block.group(2)), passphrase)));
            } else if (label.endsWith(PLAIN)) {
                throw new IllegalArgumentException(
                        "it has a key of the old form " + label + "; turn it into PKCS#8 with openssl pkcs8 -topk8");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("it has no whole block " + PLAIN + " (PKCS#8)");
        }
        return keys;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its base64 is broken; put the original content back", null);
        }
    }

    /** PKCS#8 names the type of the key inside, where the JDK lets nobody look but the right factory. */
    private static PrivateKey plain(PKCS8EncodedKeySpec encoded) {
        return ofType("RSA", encoded)
                .or(() -> ofType("EC", encoded))
                .orElseThrow(() ->
                        new IllegalArgumentException("it has a private key that is neither RSA nor EC, or is broken"));
    }

    private static Optional<PrivateKey> ofType(String type, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(type).generatePrivate(encoded));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this Java platform has no " + type + " keys", e);
        }
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] encrypted, @Nullable Supplier<char[]> passphrase) {
        if (passphrase == null) {
            throw new IllegalArgumentException("its key is encrypted; give the passphrase, too");
        }
        EncryptedPrivateKeyInfo info = info(encrypted);
        PBEKeySpec spec = new PBEKeySpec(passphrase.get());
        try {
            String cipherName = cipherName(info);
            Cipher cipher = Cipher.getInstance(cipherName);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(cipherName).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("its key can not be decrypted: the passphrase is another one", null);
        } finally {
            spec.clearPassword();
        }
    }

    private static EncryptedPrivateKeyInfo info(byte[] encrypted) {
        try {
            return new EncryptedPrivateKeyInfo(encrypted);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "its key is broken, or encrypted in a way that Java does not know; use openssl pkcs8 -topk8 -v2"
                            + " aes-256-cbc",
                    null);
        }
    }

    /** JDKs before 19 call all of PBES2 by one name, and only the parameters know which it is. */
    private static String cipherName(EncryptedPrivateKeyInfo info) {
        return info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
    }
}
