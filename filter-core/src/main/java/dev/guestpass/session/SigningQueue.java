// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets no more threads sign at a time than leave a processor to those who only return: a signature with a private key takes as
 * long as thousands of their look-ups. No lock that a virtual thread would hold its carrier by.
 */
final class SigningQueue {

    /** A tenth of a second of signing on two processors: whoever comes then can as well get a session with the next page. */
    private static final int CROWD = 64;

    private final Semaphore signers;

    SigningQueue(int processors) {
        this.signers = new Semaphore(Math.max(1, processors - 1));
    }

    <T> T sign(Supplier<T> signing) {
        signers.acquireUninterruptibly();
        try {
            return signing.get();
        } finally {
            signers.release();
        }
    }

    /** Tells whether so many wait that nobody new should. */
    boolean isCrowded() {
        return signers.getQueueLength() >= CROWD;
    }
}
