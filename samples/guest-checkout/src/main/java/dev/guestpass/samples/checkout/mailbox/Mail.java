// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * A mail that somebody would have got. Its text form shows nothing of it.
 *
 * @param to the address
 * @param subject what it is about
 * @param code what to type
 * @param link what to open instead, if there is a page for it
 */
record Mail(
        String to, String subject, String code, @Nullable String link) {

    @Override
    public String toString() {
        return "Mail[]";
    }
}
