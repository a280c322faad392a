// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.session.RedeemOutcome;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes the choice between two carts. Who signed in by a password is asked until they choose, for their account says who
 * they are. Who proved an address is asked on the page after the code, whose form holds the proof; if that has expired, they
 * need another code.
 */
@Controller
final class ChoiceController {

    private final ChoicePage choicePage;
    private final CodePage codePage;

    ChoiceController(ChoicePage choicePage, CodePage codePage) {
        this.choicePage = choicePage;
        this.codePage = codePage;
    }

    @GetMapping("/choice")
    String show(Shopper shopper, AnonymousSession session, Model page) {
        return session.pendingChoice()
                .filter(choice -> shopper.isSignedIn())
                .map(choice -> choicePage.show(choice, visitor(session), shopper.owner(), page))
                .orElse("redirect:/cart");
    }

    @PostMapping("/choice")
    String choose(
            Shopper shopper,
            AnonymousSession session,
            @RequestParam(defaultValue = "") String ticket,
            @RequestParam(defaultValue = "") String choice,
            HttpServletResponse response,
            Model page) {
        if (session.principal().isTransient()) {
            // Another tab was faster; or the browser has lost its cookies, and is asked to log in.
            return "redirect:/account";
        }
        Owner visitor = visitor(session);
        boolean isOrder = !shopper.isSignedIn() && codePage.isOrder(visitor);
        Attempt attempt = new Attempt(visitor, isOrder, session, response, page);
        RedeemOutcome outcome = session.redeemAndLogIn(ConversionTicket.of(ticket), choice);
        if (session.receipt().isPresent()) {
            return attempt.next();
        }
        return shopper.isSignedIn() ? "redirect:/choice" : askAgain(outcome, attempt);
    }

    private String askAgain(RedeemOutcome outcome, Attempt attempt) {
        boolean isLate =
                outcome instanceof RedeemOutcome.Refused refused && refused.reason() == RedeemOutcome.Reason.EXPIRED;
        attempt.sayOver(
                isLate ? HttpStatus.GONE : HttpStatus.CONFLICT,
                isLate
                        ? "It is a while ago that you proved your address. Nothing is lost: please do so again."
                        : "This did not work. Nothing is lost: please prove your address again.");
        return codePage.show(attempt.visitor(), attempt.page());
    }

    private static Owner visitor(AnonymousSession session) {
        return Owner.visitor(session.principal().subject());
    }
}
