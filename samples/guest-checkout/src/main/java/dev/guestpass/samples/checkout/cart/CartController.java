// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.visitor.Shopper;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Shows the cart, and changes it. */
@Controller
final class CartController {

    private static final int MOST_AT_ONCE = 99;

    private final Carts carts;

    CartController(Carts carts) {
        this.carts = carts;
    }

    @GetMapping("/cart")
    String show(Shopper shopper, @RequestParam(required = false) @Nullable String added, Model page) {
        Cart cart = carts.of(shopper.owner());
        if (added != null && cart.isEmpty()) {
            // A browser that drops our cookies comes back from adding as somebody else.
            page.addAttribute("isLost", true);
        } else {
            page.addAttribute("cart", cart);
        }
        return "cart";
    }

    @PostMapping("/cart")
    String add(
            Shopper shopper,
            @RequestParam Product product,
            @RequestParam int quantity,
            HttpServletResponse response,
            Model page) {
        requireBetween(1, quantity);
        if (shopper.isForgotten()) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("isForgotten", true);
            return "cart";
        }
        carts.add(shopper.owner(), product, quantity);
        return "redirect:/cart?added";
    }

    @PostMapping("/cart/line")
    String change(Shopper shopper, @RequestParam Product product, @RequestParam int quantity) {
        requireBetween(0, quantity);
        carts.set(shopper.owner(), product, quantity);
        return "redirect:/cart";
    }

    /** For a shared computer: nobody who uses it next finds this cart, nor the orders. */
    @PostMapping("/cart/forget")
    String forget(Shopper shopper, AnonymousSession session) {
        if (!shopper.isSignedIn()) {
            carts.empty(shopper.owner());
            session.end();
        }
        return "redirect:/";
    }

    private static void requireBetween(int least, int quantity) {
        if (quantity < least || quantity > MOST_AT_ONCE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no such number of it");
        }
    }
}
