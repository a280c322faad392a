// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.catalogue;

import dev.guestpass.samples.checkout.storefront.Storefront;

/**
 * Something to buy.
 *
 * @param store where it is shown; a cart may hold things of all
 * @param id names it in addresses and in the database
 * @param kind what sort of thing it is
 * @param name for people
 * @param description a sentence about it
 * @param cents what it costs
 */
public record Product(Storefront store, String id, String kind, String name, String description, int cents) {

    public String price() {
        return Money.of(cents);
    }
}
