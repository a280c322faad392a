// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SigningQueueTest {

    private final AtomicInteger signing = new AtomicInteger();
    private final AtomicInteger signed = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();

    private List<FutureTask<Integer>> signers(SigningQueue queue, int count) {
        List<FutureTask<Integer>> signers = IntStream.range(0, count)
                .mapToObj(i -> new FutureTask<>(() -> queue.sign(this::sign)))
                .toList();
        signers.forEach(signer -> new Thread(signer).start());
        return signers;
    }

    /** Starts as many, of whom so many wait for the others. */
    private List<FutureTask<Integer>> signers(SigningQueue queue, int count, int waiting) {
        List<FutureTask<Integer>> signers = signers(queue, count);
        while (signing.get() == 0 || queue.waiting() < waiting) {
            Thread.onSpinWait();
        }
        return signers;
    }

    private void assertServedOneByOne(List<FutureTask<Integer>> signers) throws Exception {
        gate.countDown();
        for (FutureTask<Integer> signer : signers) {
            assertThat(signer.get()).isOne();
        }
    }

    private int sign() {
        int now = signing.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        signing.decrementAndGet();
        signed.incrementAndGet();
        return now;
    }

    private void signIn(long millis, SigningQueue queue) {
        assertThat(queue.sign(() -> nanos.addAndGet(millis * 1_000_000))).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1,10,false", "1,11,true", "5,7,false", "5,8,true"})
    void isCrowdedWhenWaitIsOverTenMillisecondsThenUnlessFewWait(long millis, int waiting, boolean isCrowded)
            throws Exception {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        signIn(millis, queue);
        List<FutureTask<Integer>> signers = signers(queue, waiting + 1, waiting);

        assertThat(queue.isCrowded()).isEqualTo(isCrowded);
        assertServedOneByOne(signers);
    }

    @Test
    void isCrowdedWhenNobodyKnowsHowLongItTakesThenNot() throws Exception {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        List<FutureTask<Integer>> signers = signers(queue, 40, 39);

        assertThat(queue.isCrowded()).isFalse();
        assertServedOneByOne(signers);
    }

    @Test
    void signWhenManyComeThenOneProcessorIsLeftAndAllAreServed() throws Exception {
        SigningQueue queue = new SigningQueue(3, nanos::get);
        signIn(1, queue);
        List<FutureTask<Integer>> signers = signers(queue, 23);
        while (!queue.isCrowded()) {
            Thread.onSpinWait();
        }

        gate.countDown();

        for (FutureTask<Integer> signer : signers) {
            assertThat(signer.get()).isBetween(1, 2);
        }
        assertThat(most).hasValue(2);
        assertThat(queue.isCrowded()).isFalse();
    }

    @Test
    void isCrowdedWhenSignaturesTakeLongerFromNowOnThenByThese() throws Exception {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        signIn(1, queue);
        for (int i = 0; i < 80; i++) {
            signIn(3, queue);
        }
        List<FutureTask<Integer>> signers = signers(queue, 9, 8);

        assertThat(queue.isCrowded()).isTrue();
        assertServedOneByOne(signers);
    }

    @Test
    void signWhenOthersWaitThenWhoComesAgainIsLast() {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        gate.countDown();

        int before = queue.sign(() -> {
            int waiting = signers(queue, 20).size();
            while (queue.waiting() < waiting) {
                Thread.onSpinWait();
            }
            return signed.get();
        });
        int after = queue.sign(signed::get);

        assertThat(after - before).isEqualTo(20);
    }

    private static int admitted(SigningQueue queue) {
        int admitted = 0;
        while (admitted < 1_000 && queue.tryAdmit()) {
            admitted++;
        }
        return admitted;
    }

    @ParameterizedTest
    @CsvSource({"1,2,11", "1,3,21", "5,2,8", "5,5,9"})
    void tryAdmitWhenNobodySignsYetThenAsManyAsAreSoonSignedFor(long millis, int processors, int most) {
        SigningQueue queue = new SigningQueue(processors, nanos::get);
        signIn(millis, queue);

        assertThat(admitted(queue)).isEqualTo(most);
    }

    @Test
    void tryAdmitWhenTimePassesThenAsManyMoreAsAreSignedForMeanwhile() {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        signIn(1, queue);
        admitted(queue);

        nanos.addAndGet(3_000_000);
        int soon = admitted(queue);
        nanos.addAndGet(60_000_000_000L);

        assertThat(soon).isEqualTo(3);
        assertThat(admitted(queue)).isEqualTo(11);
    }

    @Test
    void giveBackWhenSomebodyWasLetInThenSomebodyElseIs() {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        signIn(1, queue);
        admitted(queue);

        queue.giveBack();

        assertThat(admitted(queue)).isOne();
    }

    @Test
    void tryAdmitWhenTheFirstSignatureTookLongThenItIsForgottenWithTheSecond() {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        signIn(300, queue);
        int cold = admitted(queue);
        signIn(1, queue);

        assertThat(cold).isEqualTo(8);
        nanos.addAndGet(8_000_000);
        assertThat(admitted(queue)).isEqualTo(11);
    }

    @Test
    void giveBackWhenNobodyIsExpectedThenNobodyIsOwed() {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        signIn(1, queue);

        queue.giveBack();

        assertThat(admitted(queue)).isEqualTo(11);
    }

    @Test
    void tryAdmitWhenNobodyKnowsHowLongItTakesThenAll() {
        assertThat(admitted(new SigningQueue(2, nanos::get))).isEqualTo(1_000);
    }

    @Test
    void tryAdmitWhenManyWaitThenNobody() throws Exception {
        SigningQueue queue = new SigningQueue(2, nanos::get);
        signIn(5, queue);
        List<FutureTask<Integer>> signers = signers(queue, 9, 8);

        assertThat(queue.tryAdmit()).isFalse();
        assertServedOneByOne(signers);
    }

    @Test
    void signWhenThereIsOneProcessorThenStillOneSigns() {
        gate.countDown();

        assertThat(new SigningQueue(1, nanos::get).sign(this::sign)).isOne();
    }

    @Test
    void signWhenItFailsThenTheNextMaySign() {
        SigningQueue queue = new SigningQueue(1, nanos::get);
        gate.countDown();

        assertThatThrownBy(() -> queue.sign(() -> {
                    throw new IllegalStateException("no key");
                }))
                .hasMessage("no key");

        assertThat(queue.sign(this::sign)).isOne();
    }
}
