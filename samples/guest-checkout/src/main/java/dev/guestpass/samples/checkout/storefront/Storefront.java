// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.storefront;

import java.util.List;

/**
 * A shop of its own to visitors: other goods, other colours, and another tenant.
 *
 * @param id names the tenant, and the colours
 * @param name for people
 * @param lead a sentence below the greeting
 * @param picture beside the name
 * @param heroPicture beside the greeting
 */
public record Storefront(String id, String name, String lead, String picture, String heroPicture) {

    public static final Storefront TEA = new Storefront(
            "tea",
            "Leaf & Kettle",
            "Loose tea from small gardens, and what it is made in. Fill a cart now; say who you are later, or never.",
            "sencha",
            "teapot");
    public static final Storefront COFFEE = new Storefront(
            "coffee",
            "Bean & Burr",
            "Coffee that was roasted this week, and what it is brewed in. No account needed, your cart waits for you.",
            "espresso",
            "press");

    static final List<Storefront> ALL = List.of(TEA, COFFEE);

    private static final String COFFEE_HOST = COFFEE.id + ".";

    /** Tells which one a host name is for: coffee is at {@code coffee.localhost} and {@code coffee.shop.example}, tea everywhere else. */
    public static Storefront at(String host) {
        return isCoffee(host) ? COFFEE : TEA;
    }

    /** Whatever the case: names of hosts have none, though a client may write one. */
    private static boolean isCoffee(String host) {
        return host.regionMatches(true, 0, COFFEE_HOST, 0, COFFEE_HOST.length());
    }

    /** Names the host of this one beside a host of any. */
    String hostBeside(String host) {
        String house = isCoffee(host) ? host.substring(COFFEE_HOST.length()) : host;
        boolean isNumber = house.matches("[0-9.]+") || house.contains(":");
        return equals(COFFEE) ? COFFEE_HOST + (isNumber ? "localhost" : house) : house;
    }
}
