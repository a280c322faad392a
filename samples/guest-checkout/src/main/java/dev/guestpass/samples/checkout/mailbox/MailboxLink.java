// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.mailbox;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page that there is a mailbox to point at. */
@ControllerAdvice
@ForDemonstration
final class MailboxLink {

    @ModelAttribute("hasMailbox")
    boolean hasMailbox() {
        return true;
    }
}
