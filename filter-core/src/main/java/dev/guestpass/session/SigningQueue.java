// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets no more threads sign at a time than leave a processor to those who only return: a signature with a private key takes as
 * long as thousands of their look-ups. Who comes first signs first. No lock that a virtual thread would hold its carrier by.
 */
final class SigningQueue {

    /**
     * Whoever would wait for longer can as well get a session with the next page. With all those who wait, a container may run out
     * of threads for the ones who need no signature.
     */
    private static final long LONGEST_WAIT = Duration.ofMillis(10).toNanos();

    /** So many come from the tabs of one browser; and the first signatures after a start take longer than any later one. */
    private static final int FEW = 8;

    private static final long UNKNOWN = Long.MAX_VALUE;

    /** So slowly does the quickest signature grow old: a longer key takes longer, and the last one's time says nothing of it. */
    private static final int AGE = 64;

    private final int most;
    private final Semaphore signers;
    private final LongSupplier nanos;
    private final AtomicLong quickest = new AtomicLong(UNKNOWN);

    /** Those who were let in. They are counted, and not their time: the first signature after a start can take a hundred times as long. */
    private final AtomicReference<Expected> expected;

    /**
     * How many of those who were let in have yet to sign, if each takes as long as the quickest.
     *
     * @param signers how many
     * @param at when that was so
     */
    private record Expected(double signers, long at) {

        /** Another thread may have looked at the clock later, and be here before. */
        Expected at(long now, double share) {
            long passed = Math.max(0, now - at);
            double signed = share == 0 ? signers : passed / share;
            return new Expected(Math.max(0, signers - signed), at + passed);
        }

        Expected plus(int more) {
            return new Expected(Math.max(0, signers + more), at);
        }
    }

    /**
     * @param processors how many there are
     * @param nanos a clock as {@link System#nanoTime()} is
     */
    SigningQueue(int processors, LongSupplier nanos) {
        this.most = Math.max(1, processors - 1);
        this.signers = new Semaphore(most, true);
        this.nanos = nanos;
        this.expected = new AtomicReference<>(new Expected(0, nanos.getAsLong()));
    }

    <T> T sign(Supplier<T> signing) {
        signers.acquireUninterruptibly();
        try {
            long begin = nanos.getAsLong();
            T signed = signing.get();
            quickest.accumulateAndGet(nanos.getAsLong() - begin, SigningQueue::quicker);
            return signed;
        } finally {
            signers.release();
        }
    }

    private static long quicker(long before, long now) {
        return before == UNKNOWN ? now : Math.min(before + before / AGE + 1, now);
    }

    long waiting() {
        return signers.getQueueLength();
    }

    /** Tells whether so many wait that nobody new should; by the quickest signature, as others were slow for other reasons. */
    boolean isCrowded() {
        long each = quickest.get();
        long waiting = waiting();
        return waiting >= FEW && each != UNKNOWN && waiting * each > LONGEST_WAIT * most;
    }

    /**
     * Lets somebody in who will sign later, once their page is made, unless more are let in than can be signed for. Who waits by
     * then is seen too late: by rate, for which it does not matter how long a page takes, and nothing is left behind by somebody
     * who never signs.
     */
    boolean tryAdmit() {
        if (isCrowded()) {
            return false;
        }
        double share = share();
        long now = nanos.getAsLong();
        Expected before;
        Expected present;
        do {
            before = Objects.requireNonNull(expected.get());
            present = before.at(now, share);
            if (present.signers() >= FEW && present.signers() * share > LONGEST_WAIT) {
                return false;
            }
        } while (!expected.compareAndSet(before, present.plus(1)));
        return true;
    }

    /** Takes note that somebody who was let in will not sign. */
    void giveBack() {
        expected.updateAndGet(before -> before.plus(-1));
    }

    private double share() {
        long each = quickest.get();
        return each == UNKNOWN ? 0 : (double) each / most;
    }
}
