// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.util.List;

/** What somebody is about to buy. */
record Cart(List<CartLine> lines) {

    Cart {
        lines = List.copyOf(lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int size() {
        return lines.stream().mapToInt(CartLine::quantity).sum();
    }

    String total() {
        return Money.of(lines.stream().mapToLong(CartLine::cents).sum());
    }
}
