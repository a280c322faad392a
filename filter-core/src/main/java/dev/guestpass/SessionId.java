// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The id of one anonymous session: the family of all tokens that one visitor is ever given ({@code sid}).
 *
 * <p>It is no secret by itself, because every token that carries it is signed. Even so it names a person's visit, so
 * {@link #toString()} shows a {@linkplain #fingerprint() fingerprint} and logs stay free of it.
 *
 * @param value 8 to 64 characters of the base64url alphabet
 */
public record SessionId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    /**
     * Checks the shape.
     *
     * @param value see {@link #value()}
     * @throws IllegalArgumentException if the value is not 8 to 64 characters of {@code A-Z a-z 0-9 _ -}
     */
    public SessionId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("A session id has 8 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }

    /**
     * Returns a short, stable name of this session for logs: the first 8 hexadecimal digits of its SHA-256.
     *
     * @return 8 lower-case hexadecimal digits
     */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionId[" + fingerprint() + "]";
    }
}
