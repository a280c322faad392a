// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * A request by which a visitor wants to become an account.
 *
 * @param visitor who it is until then
 * @param isOrder whether an order waits for it
 * @param session to convert
 * @param response to answer by
 * @param page to fill
 */
record Attempt(Owner visitor, boolean isOrder, AnonymousSession session, HttpServletResponse response, Model page) {

    /** Where the person goes on once they are signed in. */
    String next() {
        return isOrder ? "redirect:/thanks" : "redirect:/account?moved";
    }

    void say(HttpStatus status, String problem) {
        response.setStatus(status.value());
        page.addAttribute("problem", problem);
    }

    /** Says that the code is no good any more, so the page offers another one. */
    void sayOver(HttpStatus status, String problem) {
        say(status, problem);
        page.addAttribute("isOver", true);
    }
}
