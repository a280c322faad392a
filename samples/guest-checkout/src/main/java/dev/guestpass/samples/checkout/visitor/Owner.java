// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.visitor;

/**
 * Whose a cart or an order is, as the database has it. The prefixes keep an account that calls itself like a visitor's
 * subject away from that visitor's things.
 *
 * @param key what the database has
 */
public record Owner(String key) {

    private static final String VISITOR = "visitor:";

    public static Owner visitor(String subject) {
        return new Owner(VISITOR + subject);
    }

    public static Owner account(String name) {
        return new Owner("account:" + name);
    }

    public boolean isVisitor() {
        return key.startsWith(VISITOR);
    }
}
