// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

/** A product in a cart, and how many of it. */
record CartLine(Product product, int quantity) {

    long cents() {
        return (long) quantity * product.cents();
    }
}
