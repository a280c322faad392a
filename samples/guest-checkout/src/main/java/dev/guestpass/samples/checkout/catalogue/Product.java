// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.catalogue;

/**
 * Something to buy.
 *
 * @param id names it in addresses and in the database
 * @param name for people
 * @param description a sentence about it
 * @param cents what it costs
 */
public record Product(String id, String name, String description, int cents) {

    public String price() {
        return Money.of(cents);
    }
}
