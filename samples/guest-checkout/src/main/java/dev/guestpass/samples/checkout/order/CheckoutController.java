// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.order;

import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.visitor.Shopper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes an order, of a visitor as well as of a customer, and confirms it. */
@Controller
final class CheckoutController {

    private final Carts carts;
    private final Orders orders;

    CheckoutController(Carts carts, Orders orders) {
        this.carts = carts;
        this.orders = orders;
    }

    @PostMapping("/checkout")
    String order(
            Shopper shopper,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            HttpServletResponse response,
            Model page) {
        Delivery delivery = new Delivery(name, address);
        if (!delivery.isComplete()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("cart", carts.of(shopper.owner()));
            page.addAttribute("delivery", delivery);
            return "cart";
        }
        orders.place(shopper.owner(), delivery);
        return "redirect:/thanks";
    }

    @GetMapping("/thanks")
    String thank(Shopper shopper, Model page) {
        List<Order> latest = orders.of(shopper.owner()).stream().limit(1).toList();
        page.addAttribute("orders", latest);
        return latest.isEmpty() ? "redirect:/cart" : "thanks";
    }
}
