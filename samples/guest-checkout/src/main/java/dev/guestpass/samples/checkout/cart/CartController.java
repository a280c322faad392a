// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.visitor.Shopper;
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
    private final SavedCarts saved;

    CartController(Carts carts, SavedCarts saved) {
        this.carts = carts;
        this.saved = saved;
    }

    @GetMapping("/cart")
    String show(Shopper shopper, @RequestParam(required = false) @Nullable String added, Model page) {
        Cart cart = carts.of(shopper.owner());
        if (added != null && cart.isEmpty()) {
            // A browser that drops our cookies comes back from adding as somebody else.
            page.addAttribute("isLost", true);
        } else {
            page.addAttribute("cart", cart);
            page.addAttribute("savedCarts", saved.of(shopper.owner()));
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
    String change(
            Shopper shopper,
            @RequestParam Product product,
            @RequestParam int quantity,
            @RequestParam(defaultValue = "false") boolean remove) {
        requireBetween(0, quantity);
        carts.set(shopper.owner(), product, remove ? 0 : quantity);
        return "redirect:/cart";
    }

    /** Puts what was set aside into the cart, beside what is in there. */
    @PostMapping("/cart/saved")
    String restore(Shopper shopper, @RequestParam String cart) {
        saved.restore(shopper.owner(), cart);
        return "redirect:/cart";
    }

    @PostMapping("/cart/saved/remove")
    String remove(Shopper shopper, @RequestParam String cart) {
        saved.remove(shopper.owner(), cart);
        return "redirect:/cart";
    }

    private static void requireBetween(int least, int quantity) {
        if (quantity < least || quantity > MOST_AT_ONCE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no such number of it");
        }
    }
}
