// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.SessionId;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.VerificationFailed;
import dev.guestpass.event.SessionEvent.VerificationSent;
import dev.guestpass.verification.VerificationSender.UndeliverableException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sending off the request's thread. */
class VerificationDispatcherTest {

    private static final SessionId SESSION = new SessionId("session-1");
    private static final VerificationId ID = new VerificationId("login", "nonce");
    private static final Duration SHORT = Duration.ofMillis(1);

    private final MutableClock clock = new MutableClock();
    private final BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private VerificationDispatcher dispatcher;

    @AfterEach
    void close() {
        dispatcher.close();
    }

    private void sending(int capacity, Consumer<VerificationMessage> action) {
        VerificationSender sender = new VerificationSender() {
            @Override
            public boolean supports(String channel) {
                return channel.equals("email");
            }

            @Override
            public void send(VerificationMessage message) {
                calls.incrementAndGet();
                action.accept(message);
            }
        };
        Delivery delivery = new Delivery(2, capacity, List.of(SHORT, SHORT, SHORT), Duration.ofMillis(200));
        dispatcher = new VerificationDispatcher(List.of(sender), events::add, clock, delivery);
    }

    private void dispatch() {
        Duration life = Duration.ofMinutes(10);
        dispatcher.dispatch(
                SESSION,
                ID,
                new VerificationMessage(
                        "email",
                        "ann@example.com",
                        "123456",
                        null,
                        Locale.ENGLISH,
                        clock.instant().plus(life),
                        life));
    }

    private SessionEvent event() throws InterruptedException {
        SessionEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Test
    void dispatchWhenSentThenTold() throws InterruptedException {
        sending(10, message -> {});

        dispatch();

        assertThat(event()).isEqualTo(new VerificationSent(SESSION, "nonce"));
        assertThat(dispatcher.waiting()).isZero();
    }

    @Test
    void dispatchWhenFailingForAWhileThenTriedAgain() throws InterruptedException {
        sending(10, message -> {
            if (calls.get() < 3) {
                throw new IllegalStateException("The server is busy with 123456");
            }
        });

        dispatch();

        assertThat(event()).isInstanceOf(VerificationSent.class);
        assertThat(calls).hasValue(3);
    }

    @Test
    void dispatchWhenFailingForEverThenGivenUp() throws InterruptedException {
        sending(10, message -> {
            throw new IllegalStateException("down");
        });

        dispatch();

        assertThat(event()).isInstanceOf(VerificationFailed.class);
        assertThat(calls).hasValue(4);
        assertThat(dispatcher.waiting()).isZero();
    }

    @Test
    void dispatchWhenCodeHasExpiredThenNotTriedAgain() throws InterruptedException {
        sending(10, message -> {
            clock.advance(Duration.ofMinutes(10));
            throw new IllegalStateException("slow");
        });

        dispatch();

        assertThat(event()).isInstanceOf(VerificationFailed.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void dispatchWhenRecipientIsRefusedThenNotTriedAgain() throws InterruptedException {
        sending(10, message -> {
            throw new UndeliverableException("no such person", new IllegalStateException());
        });

        dispatch();

        assertThat(event()).isEqualTo(new VerificationFailed(SESSION, "nonce", "the recipient was refused"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void dispatchWhenTooManyWaitThenDroppedAtOnceWithAnEvent() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        sending(3, message -> await(release));

        for (int i = 0; i < 10; i++) {
            dispatch();
        }

        assertThat(dispatcher.waiting()).isEqualTo(3);
        for (int i = 0; i < 7; i++) {
            assertThat(event())
                    .isEqualTo(new VerificationFailed(SESSION, "nonce", "too many messages wait to be sent"));
        }
        release.countDown();
        assertThat(event()).isInstanceOf(VerificationSent.class);
    }

    @Test
    void closeWhenSenderHangsThenInterruptedAndThreadsEnd() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread[] sending = new Thread[1];
        sending(10, message -> {
            sending[0] = Thread.currentThread();
            started.countDown();
            await(new CountDownLatch(1));
        });
        dispatch();
        await(started);

        dispatcher.close();

        sending[0].join(TimeUnit.SECONDS.toMillis(20));
        assertThat(sending[0].isAlive()).isFalse();
        assertThat(sending[0].isDaemon()).isTrue();
    }

    @Test
    void closeWhenMessagesWaitThenSentFirst() throws InterruptedException {
        sending(10, message -> {});
        for (int i = 0; i < 10; i++) {
            dispatch();
        }

        dispatcher.close();

        for (int i = 0; i < 10; i++) {
            assertThat(event()).isInstanceOf(VerificationSent.class);
        }
    }

    @Test
    void dispatchWhenClosedThenToldThatItFails() throws InterruptedException {
        sending(10, message -> {});
        dispatcher.close();

        dispatch();

        assertThat(event()).isEqualTo(new VerificationFailed(SESSION, "nonce", "the application ends"));
        assertThat(dispatcher.waiting()).isZero();
    }
}
