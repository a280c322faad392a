// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The three parts of a compact JWS (RFC 7515 §7.1), told apart but not trusted; each is cut out when it is asked for.
 *
 * <p>The text has passed the checks that cost nothing: size, exactly two dots, the URL alphabet alone, and the one
 * canonical spelling of each part, so that no two texts stand for the same token.
 */
final class CompactJws {

    /** What a cookie can hold at the most, and so what can be ours at the most. */
    static final int MAX_LENGTH = 4_096;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] VALUES = values();

    private final byte[] text;
    private final int firstDot;
    private final int secondDot;

    private CompactJws(byte[] text, int firstDot, int secondDot) {
        this.text = text;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
    }

    static Optional<CompactJws> parse(TokenText token) {
        return token.isTooLong() ? Optional.empty() : parse(token.cut());
    }

    private static Optional<CompactJws> parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        // What is not in Latin-1 becomes a question mark, which no part may have; and two chars for one character
        // become one.
        byte[] bytes = text.getBytes(ISO_8859_1);
        return bytes.length == text.length()
                        && isCanonical(bytes, 0, first)
                        && isCanonical(bytes, first + 1, second)
                        && isCanonical(bytes, second + 1, bytes.length)
                ? Optional.of(new CompactJws(bytes, first, second))
                : Optional.empty();
    }

    /** Checks alphabet and length, and that the bits of the last character which stand for nothing are zero. */
    private static boolean isCanonical(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0 || length % 4 == 1) {
            return false;
        }
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= VALUES[text[i] & 0xff];
        }
        int unused = length % 4 == 2 ? 0b1111 : length % 4 == 3 ? 0b11 : 0;
        return all >= 0 && (VALUES[text[to - 1]] & unused) == 0;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    String header() {
        return new String(text, 0, firstDot, ISO_8859_1);
    }

    String signature() {
        return new String(text, secondDot + 1, text.length - secondDot - 1, ISO_8859_1);
    }

    /** Returns what the signature covers. */
    byte[] signingInput() {
        return Arrays.copyOf(text, secondDot);
    }

    static byte[] signingInput(String header, String payload) {
        return (header + '.' + payload).getBytes(ISO_8859_1);
    }

    byte[] decodedHeader() {
        return decoded(0, firstDot);
    }

    byte[] decodedPayload() {
        return decoded(firstDot + 1, secondDot);
    }

    /** Without padding, the decoder knows the length of what comes out, and fills the array. */
    private byte[] decoded(int from, int to) {
        return Base64.getUrlDecoder()
                .decode(ByteBuffer.wrap(text, from, to - from))
                .array();
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "CompactJws";
    }
}
