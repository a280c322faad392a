// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.token.TokenText;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was found to be forged among the tokens of one request: under a key of ours, with a signature that is not the key's.
 * It bounds what a request may cost, for who forges one token can send many. Nearly every request has
 * none, and makes no list. Safe for use by several threads, of which two at once may forget one: that costs another check.
 */
public final class Forgeries {

    /** A neighbour who plants one or two locks nobody out. */
    private static final int MOST = 2;

    private volatile List<TokenText> found = List.of();

    Forgeries() {}

    /**
     * Takes note of one.
     *
     * @param text the forged token
     */
    public void add(TokenText text) {
        found = Stream.concat(found.stream(), Stream.of(text)).toList();
    }

    /**
     * Tells whether it is known of a text already.
     *
     * @param text what the client sent
     * @return whether it was added
     */
    public boolean contains(TokenText text) {
        return found.contains(text);
    }

    /**
     * Tells whether there are so many that nothing more should be verified.
     *
     * @return whether there are two
     */
    public boolean areMany() {
        return found.size() >= MOST;
    }
}
