// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

/**
 * Whose a cart or an order is, as the database has it. The prefixes keep an account that calls itself like a visitor's
 * subject away from that visitor's things.
 */
record Owner(String key) {

    static Owner visitor(String subject) {
        return new Owner("visitor:" + subject);
    }

    static Owner account(String name) {
        return new Owner("account:" + name);
    }
}
