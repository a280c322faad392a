// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.mailbox;

/**
 * A mail as people read it. Its text form shows nothing of it.
 *
 * @param mail what programs are told of it
 * @param text all of it
 */
record ReceivedMail(Mail mail, String text) {

    @Override
    public String toString() {
        return "ReceivedMail[]";
    }
}
