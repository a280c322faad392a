// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody still waits for what a store is about to do on this thread. A call that was given up because a pool or
 * a driver kept it waiting must not be made up for later: by then its caller was told that it failed, and may have gone on
 * with another node.
 *
 * <p>It goes with the thread, because between the guard that gives up and the statement that would be late there is an
 * interface that knows nothing of time.
 */
public final class Patience {

    private static final ThreadLocal<@Nullable AtomicBoolean> GIVEN_UP = new ThreadLocal<>();

    private Patience() {}

    /** Makes a call that ends before its next write once the flag is up. */
    static <T> Callable<T> until(AtomicBoolean givenUp, Callable<T> call) {
        return () -> {
            GIVEN_UP.set(givenUp);
            try {
                requireSomebodyWaits();
                return call.call();
            } finally {
                GIVEN_UP.remove();
            }
        };
    }

    /**
     * To be called by stores before each write.
     *
     * @throws SessionStoreException if the caller was told already that the store did not answer
     */
    public static void requireSomebodyWaits() {
        AtomicBoolean givenUp = GIVEN_UP.get();
        if (givenUp != null && givenUp.get()) {
            throw new SessionStoreException("Nobody waits for this any more; nothing was written", null);
        }
    }
}
