// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.order;

/**
 * Where an order goes.
 *
 * @param name to whom
 * @param address where they live
 */
public record Delivery(String name, String address) {

    static final Delivery NOWHERE = new Delivery("", "");

    public Delivery {
        name = name.strip();
        address = address.strip();
    }

    boolean isComplete() {
        return isText(name, 80) && isText(address, 200);
    }

    private static boolean isText(String value, int longest) {
        return !value.isEmpty() && value.length() <= longest;
    }
}
