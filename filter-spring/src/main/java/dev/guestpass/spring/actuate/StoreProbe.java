// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.SessionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store whether it is there, by the question that is asked every second anyway. Whoever asks waits for a bounded
 * time, whatever the store's pool waits for, and of several who ask at once one alone does.
 */
final class StoreProbe {

    private final SessionStore store;
    private final InstantSource clock;
    private final Duration patience;
    private final Executor executor;
    private final AtomicReference<@Nullable CompletableFuture<Void>> running = new AtomicReference<>();

    StoreProbe(SessionStore store, InstantSource clock, Duration patience) {
        this.store = store;
        this.clock = clock;
        this.patience = patience;
        this.executor = StoreProbe::runAside;
    }

    private static void runAside(Runnable task) {
        Thread thread = new Thread(null, task, "guestpass-health", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    String kind() {
        return store instanceof GuardedSessionStore
                ? store.toString()
                : store.getClass().getSimpleName();
    }

    /** Returns what is wrong with the store, or {@code null}. */
    @Nullable
    String trouble() {
        try {
            question().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
        } catch (TimeoutException e) {
            return "no answer within " + patience.toMillis() + " ms";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Of those who find nobody asking, the one who is first asks, and the others wait for that answer. */
    private CompletableFuture<Void> question() {
        CompletableFuture<Void> known = running.get();
        if (known != null && !known.isDone()) {
            return known;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> winner = running.compareAndExchange(known, mine);
        if (winner != known) {
            return winner == null ? question() : winner;
        }
        executor.execute(() -> answer(mine));
        return mine;
    }

    private void answer(CompletableFuture<Void> question) {
        try {
            store.endedSince(clock.instant());
            question.complete(null);
        } catch (RuntimeException | Error e) {
            question.completeExceptionally(e);
        }
    }
}
