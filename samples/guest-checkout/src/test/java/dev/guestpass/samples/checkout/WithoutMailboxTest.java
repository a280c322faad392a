// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop with a profile of its own, and nobody who sends mails. */
class WithoutMailboxTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop("--spring.profiles.active=production");

    private final Browser browser = SHOP.browser();

    @Test
    void showWhenMailboxThenThereIsNone() {
        assertThat(browser.get("/mailbox").statusCode()).isEqualTo(404);
        assertThat(browser.get("/mailbox/latest?to=ann@example.com").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/").body()).doesNotContain("mailbox");
    }

    @Test
    void showWhenNobodySendsThenOffersNoCodes() {
        browser.add("cup", 1);

        assertThat(browser.get("/checkout").body()).contains("Order now").doesNotContain("e-mail");
        assertThat(browser.get("/login").body()).doesNotContain("Send me a code");
    }

    @Test
    void orderWhenNobodySendsThenWorksWithoutAnAddress() {
        browser.add("cup", 1);

        assertThat(browser.order().body()).contains("1 × Cup");
    }

    @Test
    void orderWhenAddressAllTheSameThenSaysWhyAndKeepsTheCart() {
        browser.add("cup", 1);

        assertThat(browser.order("ann@example.com").body()).contains("can not send mails");
        assertThat(browser.cart()).contains("Cup");
    }
}
