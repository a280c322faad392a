// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.order;

import dev.guestpass.samples.checkout.catalogue.Money;
import java.util.List;

/**
 * What somebody bought.
 *
 * @param id the number on the parcel
 * @param delivery where it went
 * @param lines what is in it
 */
public record Order(long id, Delivery delivery, List<Line> lines) {

    public Order {
        lines = List.copyOf(lines);
    }

    /**
     * A product as it was called, and what it cost, on the day.
     *
     * @param product its name
     * @param quantity how many
     * @param cents what one cost
     */
    public record Line(String product, int quantity, int cents) {

        public String total() {
            return Money.of(sum());
        }

        long sum() {
            return (long) quantity * cents;
        }
    }

    public String total() {
        return Money.of(lines.stream().mapToLong(Line::sum).sum());
    }
}
