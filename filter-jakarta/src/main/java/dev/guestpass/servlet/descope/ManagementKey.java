// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key that may call the management API, as what is left of it after the start: its SHA-256. Immutable.
 *
 * <p>A key is random and long, so a plain hash of it can be neither guessed nor looked up; {@link ManagementKeyGenerator}
 * makes such keys.
 */
public final class ManagementKey {

    /** What is printed before the hash in settings. */
    static final String HASHED = "{sha256}";

    /** 22 characters of an alphabet of 64 are 128 bits. */
    private static final int SHORTEST = 22;

    private static final int LONGEST = 256;
    private static final int FEWEST_DIFFERENT = 8;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e&&[^,]]+");

    /** An SDK without a key sends the word {@code null}; nothing at all is no key either. */
    private static final Set<String> NO_KEYS = Set.of(hex("null"), hex("undefined"), hex("None"), hex(""));

    private final byte[] hash;

    private ManagementKey(byte[] hash) {
        this.hash = hash;
    }

    /**
     * Reads a key as settings have it.
     *
     * @param text the key itself, which is hashed and not kept, or {@code {sha256}} and 64 hexadecimal digits
     * @return the key
     * @throws IllegalArgumentException if it is too short to be safe, or no key; the text does not repeat it
     */
    public static ManagementKey parse(String text) {
        if (text.regionMatches(true, 0, HASHED, 0, HASHED.length())) {
            return ofHash(text.substring(HASHED.length()));
        } else if (text.startsWith("{")) {
            throw new IllegalArgumentException(
                    "A key that begins with a brace would be the hash of one, and {sha256} is the only one that is known");
        }
        return ofPlain(text);
    }

    private static ManagementKey ofHash(String hex) {
        String digits = hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(digits).matches()) {
            throw new IllegalArgumentException("A hashed key is {sha256} and 64 hexadecimal digits");
        } else if (NO_KEYS.contains(digits)) {
            throw new IllegalArgumentException("This is the hash of a word that SDKs send when they have no key");
        }
        return new ManagementKey(HexFormat.of().parseHex(digits));
    }

    private static ManagementKey ofPlain(String key) {
        boolean guessable = key.length() < SHORTEST || key.chars().distinct().count() < FEWEST_DIFFERENT;
        if (guessable || key.length() > LONGEST || !VISIBLE.matcher(key).matches()) {
            throw new IllegalArgumentException("A management key has " + SHORTEST + " to " + LONGEST
                    + " visible ASCII characters, at least " + FEWEST_DIFFERENT + " different ones and no comma;"
                    + " ManagementKeyGenerator makes one");
        } else if (key.chars().filter(c -> c == '.').count() == 2) {
            throw new IllegalArgumentException(
                    "A management key with exactly two dots would be taken for a token where a"
                            + " server adds it to a visitor's call; ManagementKeyGenerator makes one without");
        }
        return new ManagementKey(hash(key));
    }

    /** Compares in constant time. */
    boolean isHashedAs(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    static String hex(String key) {
        return HexFormat.of().formatHex(hash(key));
    }

    /**
     * Returns what the key is called in logs and displays.
     *
     * @return the first 8 digits of its hash
     */
    public String id() {
        return HexFormat.of().formatHex(hash, 0, 4);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManagementKey key && isHashedAs(key.hash);
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return "ManagementKey[" + id() + "]";
    }
}
