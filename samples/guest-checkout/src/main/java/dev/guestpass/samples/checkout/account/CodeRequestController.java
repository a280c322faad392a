// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.samples.checkout.code.AskedCode;
import dev.guestpass.samples.checkout.code.AskedCodes;
import dev.guestpass.samples.checkout.code.Codes;
import dev.guestpass.samples.checkout.code.NotSent;
import dev.guestpass.samples.checkout.order.WaitingOrders;
import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.verification.VerificationStart;
import dev.guestpass.verification.VerificationStart.Started;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sends a code to who wants to sign in by one, and another one to whom the first was no good. */
@Controller
final class CodeRequestController {

    private final Codes codes;
    private final AskedCodes asked;
    private final WaitingOrders waiting;
    private final CodePage codePage;

    CodeRequestController(Codes codes, AskedCodes asked, WaitingOrders waiting, CodePage codePage) {
        this.codes = codes;
        this.asked = asked;
        this.waiting = waiting;
        this.codePage = codePage;
    }

    /** Whoever wants to sign in now has not asked to order by that: an order that waited would come as a surprise. */
    @PostMapping("/login/code")
    String logIn(
            Shopper shopper,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        if (shopper.isSignedIn()) {
            return "redirect:/account";
        }
        VerificationStart start = codes.send(shopper.owner(), email, request);
        if (start instanceof Started) {
            waiting.take(shopper.owner());
            return "redirect:/code";
        }
        NotSent.because(start).tell(response, page);
        page.addAttribute("email", email);
        page.addAttribute("takesEmail", codes.canBeSent());
        return "login";
    }

    @PostMapping("/code/again")
    String sendAgain(Shopper shopper, HttpServletRequest request, HttpServletResponse response, Model page) {
        Optional<AskedCode> before = asked.of(shopper.owner());
        if (before.isEmpty()) {
            return "redirect:/login";
        }
        VerificationStart start = codes.send(shopper.owner(), before.get().email(), request);
        if (start instanceof Started) {
            return "redirect:/code?again";
        }
        NotSent.because(start).tell(response, page);
        return codePage.show(shopper.owner(), page);
    }
}
