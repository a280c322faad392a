// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import java.util.Objects;

/**
 * What a client sent that may be a token: a part of a longer text, such as a header, that is cut out only where that is
 * needed. A token that was verified before is found again without.
 *
 * <p>Two are equal if they are the same text to the character. The hash code is that of the end alone: of a token that
 * verified, that is part of a signature, which nobody can choose. {@link #toString()} shows nothing of it. Immutable.
 */
public final class TokenText {

    private static final int HASHED = 8;

    private final String text;
    private final int from;
    private final int to;

    private TokenText(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /**
     * Takes a whole text.
     *
     * @param text of whatever size and shape
     * @return the text
     */
    public static TokenText of(String text) {
        return new TokenText(text, 0, text.length());
    }

    /**
     * Takes a part of a text, and keeps all of it.
     *
     * @param text the text
     * @param from where the part begins
     * @param to where it ends, exclusively
     * @return the part
     * @throws IndexOutOfBoundsException if there is no such part
     */
    public static TokenText within(String text, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        return new TokenText(text, from, to);
    }

    /**
     * Tells whether it is longer than any token, as no cookie holds more.
     *
     * @return whether it has more than 4,096 characters
     */
    public boolean isTooLong() {
        return length() > CompactJws.MAX_LENGTH;
    }

    /**
     * Cuts the text out.
     *
     * @return the text alone
     */
    public String cut() {
        return text.substring(from, to);
    }

    /**
     * Returns how long it is.
     *
     * @return the number of characters
     */
    public int length() {
        return to - from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenText same
                && length() == same.length()
                && text.regionMatches(from, same.text, same.from, length());
    }

    @Override
    public int hashCode() {
        int hash = length();
        for (int i = Math.max(from, to - HASHED); i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "TokenText[" + length() + " characters]";
    }
}
