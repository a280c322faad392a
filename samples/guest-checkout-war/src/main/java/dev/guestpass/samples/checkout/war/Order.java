// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import java.util.List;

/** What somebody bought. */
record Order(long id, String deliverTo, String address, List<Line> lines) {

    Order {
        lines = List.copyOf(lines);
    }

    /** A product as it was called, and what it cost, on the day. */
    record Line(String product, int quantity, int cents) {}

    String total() {
        return Money.of(lines.stream()
                .mapToLong(line -> (long) line.quantity() * line.cents())
                .sum());
    }
}
