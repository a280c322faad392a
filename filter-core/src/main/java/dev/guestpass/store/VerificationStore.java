// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.time.Duration;

/**
 * Remembers what must be used only once, and only for a short while.
 *
 * <p>Every operation is one atomic step: of any number of threads and nodes that call it at once, each sees the effect of
 * those before it. Time is the store's own. Nothing is kept that could be replayed: keys are hashes. Implementations are
 * safe for use by several threads, bound their own waiting, and throw {@link SessionStoreException} when they can not
 * answer; they never use an outcome for that.
 */
public interface VerificationStore {

    /**
     * Uses up a key. Of all who try, one succeeds.
     *
     * @param key what is used up: text that is the same for every try, a hash as a rule
     * @param keep how long the key stays used; whoever made it sees to it that it is worthless after that
     * @return whether this call is the one
     * @throws SessionStoreException if the store can not answer; the key may then be used up
     */
    boolean redeem(String key, Duration keep);

    /**
     * Gives a key back, because what it was used for did not happen. Does nothing if it is not used up.
     *
     * @param key the key
     * @throws SessionStoreException if the store can not answer
     */
    void release(String key);
}
