// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.conversion.ConversionOutcome.ChoiceNeeded;
import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.visitor.Owner;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page on which somebody chooses between two carts. It shows the account's, so it is for who proved to own that. */
@Component
final class ChoicePage {

    private final Carts carts;
    private final CodePage code;

    ChoicePage(Carts carts, CodePage code) {
        this.carts = carts;
        this.code = code;
    }

    String show(ChoiceNeeded choice, Owner visitor, Owner account, Model page) {
        page.addAttribute("ticket", choice.ticket().value());
        page.addAttribute("thisCart", carts.of(visitor));
        page.addAttribute("thatCart", carts.of(account));
        page.addAttribute("isOrder", code.isOrder(visitor));
        return "choice";
    }
}
