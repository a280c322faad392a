// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.catalogue.Product;

/**
 * A product in a cart, and how many of it.
 *
 * @param product what
 * @param quantity how many
 */
public record CartLine(Product product, int quantity) {

    long cents() {
        return (long) quantity * product.cents();
    }
}
