// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.SessionId;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.verification.VerificationSender.UndeliverableException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends messages on threads of its own, so that a request neither waits for a mail server nor tells by its time what became
 * of the message. What does not fit is dropped, with an event: whoever waits for it asks for another.
 *
 * <p>The threads are there only while something is to be sent. They are not the application's scheduler's, on which a mail
 * server that hangs would hold up all else.
 */
final class VerificationDispatcher implements AutoCloseable {

    private static final Logger LOG = SafeLogger.of(VerificationDispatcher.class);

    private final List<VerificationSender> senders;
    private final Consumer<SessionEvent> events;
    private final InstantSource clock;
    private final Delivery delivery;
    private final Semaphore room;
    private final ScheduledThreadPoolExecutor threads;

    VerificationDispatcher(
            List<VerificationSender> senders, Consumer<SessionEvent> events, InstantSource clock, Delivery delivery) {
        this.senders = senders;
        this.events = events;
        this.clock = clock;
        this.delivery = delivery;
        this.room = new Semaphore(delivery.capacity());
        this.threads = new ScheduledThreadPoolExecutor(delivery.threads(), daemons());
        threads.setKeepAliveTime(10, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
        threads.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "guestpass-verification-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    boolean supports(String channel) {
        return senders.stream().anyMatch(sender -> sender.supports(channel));
    }

    /** Returns at once, whatever becomes of the message. */
    void dispatch(SessionId session, VerificationId id, VerificationMessage message) {
        Parcel parcel = new Parcel(session, id.nonce(), message);
        if (room.tryAcquire()) {
            schedule(parcel, 0, Duration.ZERO);
        } else {
            tellFailed(parcel, "too many messages wait to be sent");
        }
    }

    /** A message on its way. */
    private record Parcel(SessionId session, String id, VerificationMessage message) {}

    private void schedule(Parcel parcel, int failures, Duration pause) {
        try {
            ScheduledFuture<?> unused =
                    threads.schedule(() -> send(parcel, failures), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            giveUp(parcel, "the application ends");
        }
    }

    private void send(Parcel parcel, int failures) {
        VerificationMessage message = parcel.message();
        try {
            sender(message.channel()).send(message);
            tellSent(parcel);
        } catch (UndeliverableException e) {
            giveUp(parcel, "the recipient was refused");
        } catch (Exception | Error e) {
            // Whatever is thrown here nobody else would hear of, and the message would take up room for ever.
            retry(parcel, failures, e);
        }
    }

    private void tellSent(Parcel parcel) {
        room.release();
        events.accept(new SessionEvent.VerificationSent(parcel.session(), parcel.id()));
    }

    private VerificationSender sender(String channel) {
        return senders.stream()
                .filter(sender -> sender.supports(channel))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody sends over this channel any more"));
    }

    /** What was thrown may quote the message, so its kind alone is logged. */
    private void retry(Parcel parcel, int failures, Throwable failure) {
        boolean isGood = clock.instant().isBefore(parcel.message().expiresAt());
        LOG.log(WARNING, "A verification could not be sent ({0}), try {1}", kindOf(failure), failures + 1);
        if (!isGood || failures >= delivery.pauses().size()) {
            giveUp(parcel, "it could not be sent in time");
        } else {
            schedule(parcel, failures + 1, delivery.pauses().get(failures));
        }
    }

    private static String kindOf(Throwable failure) {
        Throwable cause = failure.getCause();
        String kind = failure.getClass().getName();
        return cause == null ? kind : kind + " by " + cause.getClass().getName();
    }

    private void giveUp(Parcel parcel, String reason) {
        room.release();
        tellFailed(parcel, reason);
    }

    private void tellFailed(Parcel parcel, String reason) {
        LOG.log(WARNING, "A verification is not sent: {0}", reason);
        events.accept(new SessionEvent.VerificationFailed(parcel.session(), parcel.id(), reason));
    }

    /** How many wait or are being sent. */
    int waiting() {
        return delivery.capacity() - room.availablePermits();
    }

    /** Lets what waits be sent for a moment, and ends the threads. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(delivery.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int dropped = threads.shutdownNow().size();
        LOG.log(WARNING, "The application ended before {0} verifications could be sent", dropped);
    }
}
