// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.code.Codes;
import dev.guestpass.samples.checkout.order.Orders;
import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.servlet.AnonymousSession;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a customer has, and the form by which they get there. */
@Controller
final class AccountController {

    private final Carts carts;
    private final Orders orders;
    private final Codes codes;

    AccountController(Carts carts, Orders orders, Codes codes) {
        this.carts = carts;
        this.orders = orders;
        this.codes = codes;
    }

    @GetMapping("/account")
    String show(
            Principal customer,
            Shopper shopper,
            AnonymousSession session,
            @RequestParam(required = false) @Nullable String moved,
            Model page) {
        page.addAttribute("name", customer.getName());
        page.addAttribute("cart", carts.of(shopper.owner()));
        page.addAttribute("orders", orders.of(shopper.owner()));
        page.addAttribute("isMoved", moved != null || session.receipt().isPresent());
        // A customer who is a visitor too: the conversion failed, or another request is at it. The next one will see.
        boolean isChoosing = session.pendingChoice().isPresent();
        page.addAttribute("isMoving", !isChoosing && !session.principal().isTransient());
        return "account";
    }

    @GetMapping("/login")
    String logIn(Shopper shopper, @RequestParam(required = false) @Nullable String failed, Model page) {
        page.addAttribute("isFailed", failed != null);
        page.addAttribute("takesEmail", codes.canBeSent());
        return shopper.isSignedIn() ? "redirect:/account" : "login";
    }
}
