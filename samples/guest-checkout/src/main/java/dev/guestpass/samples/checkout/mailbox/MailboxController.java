// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.mailbox;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the mails to anybody, as no mailbox of anybody's may. */
@Controller
@ForDemonstration
final class MailboxController {

    private final Mailbox mailbox;

    MailboxController(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping("/mailbox")
    String show(Model page) {
        page.addAttribute("mails", mailbox.latest());
        return "mailbox";
    }

    /** For programs: whatever they accept, they get JSON. */
    @GetMapping("/mailbox/latest")
    ResponseEntity<Mail> latest(@RequestParam String to) {
        return mailbox.latestTo(to)
                .map(mail -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(mail))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
