// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in PEM text, as other tools write them. */
public final class PemFiles {

    static final String PHRASE = "secret phrase";

    /** A P-256 key that OpenSSL 3 encrypted under {@link #PHRASE}, with its defaults. */
    static final String OPENSSL = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj0Uz+3Tv4shgICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEGQ47HnOPh8RprqSrjU9j3oEgZAI
            CUUZL8Bbu0Jkv1mYBfBiN6BSq08pPVRj8H8OAl+xnRayJbcO8NT6F8wQZVOOknxQ
            IAlCgCCi2bkei0GVrNCo8OCxlKI/q5uIJIpLfhNohc0QMifGowHokeP6Jeo6/7kq
            leUOWyLuVLTSCRZZUNcs8ni64ttLeGvjGR6sdYkpy60wdWoksM3gcu3Ep0etKWk=
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    /** The same key, not encrypted. */
    static final String OPENSSL_PLAIN = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgimPdhLtVyF98HJwX
            4HvvLOtLZ3BxjU8S6TPw6j5FPTehRANCAAStMigFFfOgeeCJpHc46Rr52OzEH8Oe
            QCXHDqTFGjxDmhal6uUJNTf+6EXMIYtlku4wXvb0oXRRx7C6JAHC4KPL
            -----END PRIVATE KEY-----
            """;

    private PemFiles() {}

    public static String plain(Key key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String encrypted(Key key, String phrase) {
        try {
            String name = "PBEWithSHA1AndDESede"; // of PBES2 the JDK can not write what it reads
            SecretKey secret = SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec(phrase.toCharArray()));
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(Cipher.ENCRYPT_MODE, secret);
            byte[] content = cipher.doFinal(key.getEncoded());
            return block(
                    "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(cipher.getParameters(), content).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static String block(String label, byte[] content) {
        String base64 = Base64.getMimeEncoder().encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    public static KeyPair rsa(int bits) {
        return pair("RSA", bits);
    }

    static KeyPair pair(String type, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
