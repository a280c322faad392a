// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.SessionStore;
import java.time.Duration;
import java.time.InstantSource;

/** Puts the guard around a store that is shared, which an application that shares none needs no library for. */
final class Guards {

    private Guards() {}

    static GuardedSessionStore around(SessionStore store, Duration budget) {
        try {
            return GuardedSessionStore.around(store, budget, InstantSource.system());
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Sessions that are shared need io.github.resilience4j:resilience4j-circuitbreaker on the class path:"
                            + " without it every visitor would wait for a database or Redis that is down",
                    e);
        }
    }
}
