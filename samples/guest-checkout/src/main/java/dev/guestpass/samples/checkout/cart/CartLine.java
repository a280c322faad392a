// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.cart;

import dev.guestpass.samples.checkout.catalogue.Catalogue;
import dev.guestpass.samples.checkout.catalogue.Money;
import dev.guestpass.samples.checkout.catalogue.Product;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A product in a cart, and how many of it.
 *
 * @param product what
 * @param quantity how many
 */
public record CartLine(Product product, int quantity) {

    /** Reads a row; what is not sold any more is not shown either. */
    static Optional<CartLine> of(ResultSet row) throws SQLException {
        int quantity = row.getInt("quantity");
        return Catalogue.find(row.getString("product")).map(product -> new CartLine(product, quantity));
    }

    /** Returns what all of it costs. */
    public String total() {
        return Money.of(cents());
    }

    long cents() {
        return (long) quantity * product.cents();
    }
}
