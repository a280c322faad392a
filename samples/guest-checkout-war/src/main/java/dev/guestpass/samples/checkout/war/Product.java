// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

/** Something to buy. */
record Product(String id, String name, String description, int cents) {

    String price() {
        return Money.of(cents);
    }
}
