// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): secrets out of one that is secret enough already. */
final class Hkdf {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private final byte[] pseudoRandomKey;

    /**
     * Extracts.
     *
     * @param secret what to derive from
     * @param salt a fixed label, or nothing
     */
    Hkdf(byte[] secret, byte[] salt) {
        this.pseudoRandomKey = hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, secret);
    }

    /**
     * Expands.
     *
     * @param info what it is for; another text gives bytes that have nothing to do with these
     * @param length how many bytes, up to 8160
     * @return the bytes
     */
    byte[] expand(String info, int length) {
        return expand(info.getBytes(US_ASCII), length);
    }

    byte[] expand(byte[] info, int length) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] block = {};
        for (int counter = 1; output.size() < length; counter++) {
            block = hmac(pseudoRandomKey, block, info, new byte[] {(byte) counter});
            output.writeBytes(block);
        }
        return Arrays.copyOf(output.toByteArray(), length);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + HMAC, e);
        }
    }
}
