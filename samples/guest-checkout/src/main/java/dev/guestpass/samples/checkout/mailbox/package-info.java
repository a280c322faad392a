// SPDX-License-Identifier: Apache-2.0
/**
 * Where mails go while no server for them is configured, so that the shop can be tried without one. Start reading at {@code
 * Mailbox}. An application has none of this: it names its mail server, and the library sends.
 */
@NullMarked
package dev.guestpass.samples.checkout.mailbox;

import org.jspecify.annotations.NullMarked;
