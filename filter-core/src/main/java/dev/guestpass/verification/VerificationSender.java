// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

/**
 * Sends codes and links: by mail, by SMS, by whatever an application has.
 *
 * <p>Called off the request's thread, on one of a few threads that all messages share, so an answer tells nobody whether an
 * address is known. It may block, but should give up after some 20 seconds. What it throws is taken for a failure that
 * passes, and tried again a few times while the code is good, so a message may arrive twice; an {@link
 * UndeliverableException} is not. Implementations are safe for use by several threads, and log neither code nor link.
 */
public interface VerificationSender {

    /**
     * Tells whether this one sends over a channel. Of several the first one does it.
     *
     * @param channel such as {@code email} or {@code sms}
     * @return whether it does
     */
    boolean supports(String channel);

    /**
     * Sends one message.
     *
     * @param message what to send where
     * @throws UndeliverableException if it can never be delivered
     * @throws RuntimeException if it could not be sent now
     */
    void send(VerificationMessage message);

    /** Says that there is no use in trying again, because the recipient does not exist for example. */
    final class UndeliverableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * Makes the exception.
         *
         * @param message what is wrong, without the recipient
         * @param cause what was thrown
         */
        public UndeliverableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
