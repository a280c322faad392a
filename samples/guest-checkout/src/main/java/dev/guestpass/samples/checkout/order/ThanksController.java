// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.order;

import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.code.AskedCodes;
import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.servlet.AnonymousSession;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Confirms an order, and forgets who placed it if they want that. */
@Controller
final class ThanksController {

    private final Carts carts;
    private final Orders orders;
    private final WaitingOrders waiting;
    private final AskedCodes asked;

    ThanksController(Carts carts, Orders orders, WaitingOrders waiting, AskedCodes asked) {
        this.carts = carts;
        this.orders = orders;
        this.waiting = waiting;
        this.asked = asked;
    }

    @GetMapping("/thanks")
    String thank(Shopper shopper, Model page) {
        List<Order> latest = orders.of(shopper.owner()).stream().limit(1).toList();
        page.addAttribute("orders", latest);
        return latest.isEmpty() ? "redirect:/cart" : "thanks";
    }

    /** For a shared computer: nobody who uses it next finds this cart, nor the orders. */
    @PostMapping("/cart/forget")
    String forget(Shopper shopper, AnonymousSession session) {
        if (!shopper.isSignedIn()) {
            carts.empty(shopper.owner());
            waiting.take(shopper.owner());
            asked.forget(shopper.owner());
            session.end();
        }
        return "redirect:/";
    }
}
