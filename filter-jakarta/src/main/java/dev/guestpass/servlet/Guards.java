// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.GuardedVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Puts guards around stores that are shared, which an application that shares none needs no library for. */
final class Guards {

    private Guards() {}

    static GuardedSessionStore around(SessionStore store, Duration budget) {
        return orSay(() -> GuardedSessionStore.around(store, budget, InstantSource.system()));
    }

    static GuardedVerificationStore around(VerificationStore store, Duration budget) {
        return orSay(() -> GuardedVerificationStore.around(store, budget, InstantSource.system()));
    }

    private static <T> T orSay(Supplier<T> guard) {
        try {
            return guard.get();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Sessions that are shared need io.github.resilience4j:resilience4j-circuitbreaker, resilience4j-core and"
                            + " slf4j-api on the class path (" + e.getMessage() + " is missing): without them every"
                            + " visitor would wait for a database or Redis that is down",
                    e);
        }
    }
}
