// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.store.SessionStore.EndedSession;
import java.util.List;

/** Says that a part of the feed of ended sessions could not be read, and hands on what the rest of it told. */
public final class IncompleteFeedException extends SessionStoreException {

    private static final long serialVersionUID = 1L;

    private final transient List<EndedSession> ended;

    /**
     * Makes the exception.
     *
     * @param ended what could be read
     * @param cause what the first part that could not be read failed by
     */
    public IncompleteFeedException(List<EndedSession> ended, SessionStoreException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.ended = List.copyOf(ended);
    }

    /**
     * Returns what could be read. Who goes on from there misses what the other parts have to tell.
     *
     * @return the sessions, in no particular order
     */
    public List<EndedSession> ended() {
        return ended;
    }
}
