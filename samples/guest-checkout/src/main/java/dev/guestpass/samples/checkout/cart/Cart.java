// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.catalogue.Money;
import java.util.List;

/**
 * What somebody is about to buy.
 *
 * @param lines the products, each once
 */
public record Cart(List<CartLine> lines) {

    public Cart {
        lines = List.copyOf(lines);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public int size() {
        return lines.stream().mapToInt(CartLine::quantity).sum();
    }

    public String total() {
        return Money.of(lines.stream().mapToLong(CartLine::cents).sum());
    }
}
