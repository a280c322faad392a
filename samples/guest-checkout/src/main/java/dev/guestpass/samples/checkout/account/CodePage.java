// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.code.AskedCode;
import dev.guestpass.samples.checkout.code.AskedCodes;
import dev.guestpass.samples.checkout.order.WaitingOrders;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page on which a code is typed, and what is ordered by that if an order waits for it. */
@Component
final class CodePage {

    private final AskedCodes asked;
    private final WaitingOrders waiting;
    private final Carts carts;

    CodePage(AskedCodes asked, WaitingOrders waiting, Carts carts) {
        this.asked = asked;
        this.waiting = waiting;
        this.carts = carts;
    }

    /** Leads to the log-in if no code was sent; that leads on to the account if another tab was faster. */
    String show(Owner visitor, Model page) {
        Optional<AskedCode> code = asked.of(visitor);
        if (code.isEmpty()) {
            return "redirect:/login";
        }
        page.addAttribute("asked", code.get());
        page.addAttribute("delivery", waiting.of(visitor).orElse(null));
        page.addAttribute("cart", carts.of(visitor));
        return "code";
    }

    /** Tells whether the right code leads to an order. */
    boolean isOrder(Owner visitor) {
        return waiting.of(visitor).isPresent() && !carts.of(visitor).isEmpty();
    }
}
