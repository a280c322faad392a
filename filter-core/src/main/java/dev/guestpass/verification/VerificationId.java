// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a verification: the keyed hash of its login ID, under which the store has it, and what tells it from others of that
 * login ID. So a store needs no index, and what a visitor knows leads to one record. Its text form is the latter alone.
 *
 * @param login 22 characters
 * @param nonce 22 characters: 64 random bits, and a mark by a key of ours
 */
record VerificationId(String login, String nonce) {

    static final int PART = 22;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{44}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{66}");

    /** No letters that are taken for others, or for digits (Crockford's alphabet). */
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int SIGN_LENGTH = 4;

    /**
     * What a link carries.
     *
     * @param id which verification
     * @param secret 22 characters, 128 random bits
     */
    record LinkToken(VerificationId id, String secret) {

        String text() {
            return id.text() + secret;
        }

        @Override
        public String toString() {
            return "LinkToken[" + id + "]";
        }
    }

    static Optional<VerificationId> parse(String text) {
        return ID.matcher(text).matches()
                ? Optional.of(new VerificationId(text.substring(0, PART), text.substring(PART)))
                : Optional.empty();
    }

    static Optional<LinkToken> parseToken(String text) {
        return TOKEN.matcher(text).matches()
                ? parse(text.substring(0, 2 * PART)).map(id -> new LinkToken(id, text.substring(2 * PART)))
                : Optional.empty();
    }

    String text() {
        return login + nonce;
    }

    String storeKey() {
        return storeKey(login);
    }

    static String storeKey(String login) {
        return "login:" + login;
    }

    /** Tells whether somebody typed the sign, as people do. */
    boolean isSign(String typed) {
        String plain = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Pd}]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1");
        return plain.equals(sign());
    }

    /** Short enough to compare by eye, and nothing that helps to guess a code. */
    String sign() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("sign " + text()).getBytes(US_ASCII));
            StringBuilder sign = new StringBuilder();
            for (int i = 0; i < SIGN_LENGTH; i++) {
                sign.append(SIGNS.charAt(hash[i] & (SIGNS.length() - 1)));
            }
            return sign.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return nonce;
    }
}
