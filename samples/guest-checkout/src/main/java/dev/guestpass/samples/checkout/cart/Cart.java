// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import static java.util.stream.Collectors.toMap;

import dev.guestpass.samples.checkout.catalogue.Money;
import dev.guestpass.samples.checkout.catalogue.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /** Returns this cart and another one in one, with the quantities added up. */
    public Cart with(Cart other) {
        Map<Product, Integer> quantities = Stream.concat(lines.stream(), other.lines.stream())
                .collect(toMap(CartLine::product, CartLine::quantity, Integer::sum, LinkedHashMap::new));
        return new Cart(quantities.entrySet().stream()
                .map(line -> new CartLine(line.getKey(), line.getValue()))
                .toList());
    }

    public String total() {
        return Money.of(lines.stream().mapToLong(CartLine::cents).sum());
    }
}
