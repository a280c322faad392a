// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three parts of a compact JWS (RFC 7515 §7.1), cut but not trusted.
 *
 * <p>The text has passed the checks that cost nothing: size, exactly two dots, the URL alphabet alone, and the one
 * canonical spelling of each part, so that no two texts stand for the same token.
 */
record CompactJws(String header, String payload, String signature) {

    /** What a cookie can hold at the most, and so what can be ours at the most. */
    static final int MAX_LENGTH = 4_096;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] VALUES = values();

    static Optional<CompactJws> parse(TokenText token) {
        return token.isTooLong()
                ? Optional.empty()
                : Optional.ofNullable(cut(token.whole(), token.from(), token.from() + token.length()));
    }

    private static @Nullable CompactJws cut(String text, int from, int to) {
        int first = text.indexOf('.', from);
        int second = text.indexOf('.', first + 1);
        boolean hasThree = first >= 0 && second >= 0 && second < to;
        return hasThree
                        && isCanonical(text, from, first)
                        && isCanonical(text, first + 1, second)
                        && isCanonical(text, second + 1, to)
                ? new CompactJws(
                        text.substring(from, first), text.substring(first + 1, second), text.substring(second + 1, to))
                : null;
    }

    /** Checks alphabet and length, and that the bits of the last character which stand for nothing are zero. */
    private static boolean isCanonical(String text, int from, int to) {
        int length = to - from;
        if (length == 0 || length % 4 == 1) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= VALUES.length || VALUES[c] < 0) {
                return false;
            }
        }
        int unused = length % 4 == 2 ? 0b1111 : length % 4 == 3 ? 0b11 : 0;
        return (VALUES[text.charAt(to - 1)] & unused) == 0;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** Returns what the signature covers. */
    byte[] signingInput() {
        return signingInput(header, payload);
    }

    static byte[] signingInput(String header, String payload) {
        return (header + '.' + payload).getBytes(ISO_8859_1);
    }

    byte[] decodedHeader() {
        return Base64.getUrlDecoder().decode(header);
    }

    byte[] decodedPayload() {
        return Base64.getUrlDecoder().decode(payload);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "CompactJws";
    }
}
