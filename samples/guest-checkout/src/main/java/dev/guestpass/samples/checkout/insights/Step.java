// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

/** How far a visitor has come. */
enum Step {
    ISSUED("Issued", "A first visit got an identity"),
    RETURNED("Returned", "Came back with it: they keep cookies"),
    CART("Cart", "Put something into an empty cart"),
    VERIFIED("Verified", "Proved an e-mail address by a code or a link"),
    CONVERTED("Converted", "Became, or came back to, an account");

    private final String title;
    private final String meaning;

    Step(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
