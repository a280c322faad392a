// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tokens that are signed when they are first asked for, and only once, by however many threads. */
final class SignedOnce {

    private final Supplier<TokenPair> signer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable TokenPair tokens;

    SignedOnce(Supplier<TokenPair> signer) {
        this.signer = signer;
    }

    boolean isSigned() {
        return tokens != null;
    }

    TokenPair get() {
        TokenPair signed = tokens;
        return signed == null ? sign() : signed;
    }

    private TokenPair sign() {
        lock.lock();
        try {
            TokenPair signed = tokens;
            if (signed == null) {
                signed = signer.get();
                tokens = signed;
            }
            return signed;
        } finally {
            lock.unlock();
        }
    }
}
