// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what would be sent. */
public final class Outbox implements VerificationSender {

    private final BlockingQueue<VerificationMessage> messages = new LinkedBlockingQueue<>();

    @Override
    public boolean supports(String channel) {
        return true;
    }

    @Override
    public void send(VerificationMessage message) {
        messages.add(message);
    }

    /** Waits for the next message. */
    public VerificationMessage next() {
        try {
            VerificationMessage message = messages.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message that is sent").isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }
}
