// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.verification.CodeCheck;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets a second click share what the first one proves while that is under way. A code is good once; but of two clicks the
 * browser reads the second answer alone, so that one has to sign the person in as well.
 */
@Component
final class SameClicks {

    private final Map<Click, CompletableFuture<CodeCheck>> underWay = new ConcurrentHashMap<>();

    /** One visitor's verification, and what was typed. Its text form shows neither. */
    private record Click(String verification, String code) {

        @Override
        public String toString() {
            return "Click[]";
        }
    }

    <T> T run(String verification, String code, Supplier<CodeCheck> check, Function<CodeCheck, T> next) {
        Click click = new Click(verification, code);
        CompletableFuture<CodeCheck> mine = new CompletableFuture<>();
        CompletableFuture<CodeCheck> first = underWay.putIfAbsent(click, mine);
        if (first != null) {
            return next.apply(first.join());
        }
        try {
            mine.complete(check.get());
            return next.apply(mine.join());
        } finally {
            underWay.remove(click, mine);
            mine.completeExceptionally(new IllegalStateException("The check of the same code failed"));
        }
    }
}
