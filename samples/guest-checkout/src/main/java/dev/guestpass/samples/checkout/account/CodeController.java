// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.samples.checkout.code.AskedCode;
import dev.guestpass.samples.checkout.code.AskedCodes;
import dev.guestpass.samples.checkout.code.NetworkAddress;
import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.verification.LoginVerification;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes the code that somebody was sent. Whatever is wrong with it, cart and order stay as they are. */
@Controller
final class CodeController {

    private final AskedCodes asked;
    private final LoginVerification verification;
    private final CodePage codePage;
    private final CodeAnswers answers;

    CodeController(AskedCodes asked, LoginVerification verification, CodePage codePage, CodeAnswers answers) {
        this.asked = asked;
        this.verification = verification;
        this.codePage = codePage;
        this.answers = answers;
    }

    @GetMapping("/code")
    String show(Shopper shopper, @RequestParam(required = false) @Nullable String again, Model page) {
        page.addAttribute("isSentAgain", again != null);
        return codePage.show(shopper.owner(), page);
    }

    @PostMapping("/code")
    String enter(
            Shopper shopper,
            AnonymousSession session,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        Attempt attempt = attempt(shopper, session, response, page);
        Optional<AskedCode> sent = asked.of(shopper.owner());
        Optional<SessionSnapshot> visitor = session.export();
        if (sent.isEmpty() || visitor.isEmpty()) {
            return "redirect:/login";
        }
        String id = sent.get().verification();
        return answers.answer(verification.checkCode(visitor.get(), id, code, NetworkAddress.of(request)), attempt);
    }

    /** For who opened the link elsewhere, on a phone for example: it proved nothing there, but lets this browser go on. */
    @PostMapping("/code/link")
    String goOn(Shopper shopper, AnonymousSession session, HttpServletResponse response, Model page) {
        Attempt attempt = attempt(shopper, session, response, page);
        return session.export()
                .flatMap(visitor -> asked.of(shopper.owner())
                        .flatMap(code -> verification.takeConfirmed(visitor, code.verification())))
                .map(login -> answers.proven(login, attempt))
                .orElseGet(() -> notOpened(attempt));
    }

    private Attempt attempt(Shopper shopper, AnonymousSession session, HttpServletResponse response, Model page) {
        return new Attempt(shopper.owner(), codePage.isOrder(shopper.owner()), session, response, page);
    }

    private String notOpened(Attempt attempt) {
        attempt.say(HttpStatus.CONFLICT, "The link in the mail has not been confirmed yet.");
        return codePage.show(attempt.visitor(), attempt.page());
    }
}
