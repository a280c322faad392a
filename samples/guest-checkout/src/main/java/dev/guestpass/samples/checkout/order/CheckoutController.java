// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.order;

import dev.guestpass.samples.checkout.cart.Cart;
import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.code.AskedCode;
import dev.guestpass.samples.checkout.code.AskedCodes;
import dev.guestpass.samples.checkout.code.Codes;
import dev.guestpass.samples.checkout.code.NotSent;
import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.verification.VerificationStart;
import dev.guestpass.verification.VerificationStart.Started;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks where an order goes, and takes it: of a customer and of a guest without an address at once, of a guest with one as
 * soon as they have proven it.
 */
@Controller
final class CheckoutController {

    private final Carts carts;
    private final Orders orders;
    private final WaitingOrders waiting;
    private final Codes codes;
    private final AskedCodes asked;

    CheckoutController(Carts carts, Orders orders, WaitingOrders waiting, Codes codes, AskedCodes asked) {
        this.carts = carts;
        this.orders = orders;
        this.waiting = waiting;
        this.codes = codes;
        this.asked = asked;
    }

    /** Whoever comes back to change something finds what they typed before. */
    @GetMapping("/checkout")
    String show(Shopper shopper, Model page) {
        String email = asked.of(shopper.owner()).map(AskedCode::email).orElse("");
        return form(shopper, waiting.of(shopper.owner()).orElse(Delivery.NOWHERE), email, page);
    }

    @PostMapping("/checkout")
    String order(
            Shopper shopper,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        Delivery delivery = new Delivery(name, address);
        if (!delivery.isComplete()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("isIncomplete", true);
            return form(shopper, delivery, email, page);
        } else if (shopper.isSignedIn() || email.isBlank()) {
            orders.place(shopper.owner(), delivery);
            return "redirect:/thanks";
        }
        return askForCode(shopper, delivery, email, request, response, page);
    }

    private String askForCode(
            Shopper shopper,
            Delivery delivery,
            String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        if (carts.of(shopper.owner()).isEmpty()) {
            return "redirect:/cart";
        }
        VerificationStart start = codes.send(shopper.owner(), email, request);
        if (start instanceof Started) {
            waiting.put(shopper.owner(), delivery);
            return "redirect:/code";
        }
        NotSent.because(start).tell(response, page);
        return form(shopper, delivery, email, page);
    }

    private String form(Shopper shopper, Delivery delivery, String email, Model page) {
        Cart cart = carts.of(shopper.owner());
        page.addAttribute("cart", cart);
        page.addAttribute("delivery", delivery);
        page.addAttribute("email", email);
        page.addAttribute("takesEmail", !shopper.isSignedIn() && codes.canBeSent());
        return cart.isEmpty() ? "redirect:/cart" : "checkout";
    }
}
