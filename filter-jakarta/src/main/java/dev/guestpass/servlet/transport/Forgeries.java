// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.token.TokenText;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What was found to be forged among the tokens of one request: under a key of ours, with a signature that is not the key's.
 * It bounds what a request may cost, for who forges one token can send many. Safe for use by several threads.
 */
public final class Forgeries {

    /** A neighbour who plants one or two locks nobody out. */
    private static final int MOST = 2;

    private final List<TokenText> found = new CopyOnWriteArrayList<>();

    Forgeries() {}

    /**
     * Takes note of one.
     *
     * @param text the forged token
     */
    public void add(TokenText text) {
        found.add(text);
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
